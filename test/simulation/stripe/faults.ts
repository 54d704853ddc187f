// What may go wrong between the service and Stripe's API.
import { type Choices, chance, oneOf } from '../choices.ts';

export type Fault =
  | 'none'
  /** The request never arrived; the answer never came. */
  | 'lost-before'
  | 'lost-after'
  /** 409, 429 or 503: not begun. */
  | 'busy'
  /** A 500 that the key remembers, without and with the effect. */
  | 'failed-before'
  | 'failed-after'
  | 'key-refused';

export interface StripeWeather {
  /** Percent of requests that meet a fault. */
  rate: number;
  isDown: boolean;
  isKeyRefused: boolean;
}

export function faultOf(choices: Choices, weather: StripeWeather, isWrite: boolean): Fault {
  if (weather.isKeyRefused) return 'key-refused';
  if (weather.isDown) return oneOf(choices, 'lost-before', 'busy');
  if (!chance(choices, weather.rate)) return 'none';
  if (!isWrite) return oneOf<Fault>(choices, 'lost-before', 'lost-after', 'busy');
  return oneOf<Fault>(choices, 'lost-after', 'lost-before', 'busy', 'failed-before', 'failed-after');
}
