// What every part of a world stands on.
import type { PlacedOrder } from '../../domain/placed-order.ts';
import type { MemoryOrders } from '../support/memory-orders.ts';
import type { Agenda } from './agenda.ts';
import type { Choices } from './choices.ts';
import type { Weather } from './weather.ts';

export interface Ground {
  readonly placed: PlacedOrder;
  readonly agenda: Agenda;
  readonly choices: Choices;
  readonly weather: Weather;
  readonly orders: MemoryOrders;
  /** Writes into the diary. */
  readonly note: (line: string) => void;
  /** A promise was broken. */
  readonly accuse: (violation: string) => void;
}
