// What becomes known of a request while it is answered: its route, the order it is about. For its log line, and for who counts.
import type { Response } from 'express';
import type { OrderId } from '../../domain/ids.ts';

export interface About {
  /** As the route table has it; null where no route does. */
  readonly route: string | null;
  readonly orderId: OrderId | null;
  /** Its answer goes on for as long as somebody listens. */
  readonly isStream: boolean;
}

const known = new WeakMap<Response, About>();
const NOTHING: About = { route: null, orderId: null, isStream: false };

export const aboutOf = (response: Response): About => known.get(response) ?? NOTHING;

export function noteAbout(response: Response, more: Partial<About>): void {
  known.set(response, { ...aboutOf(response), ...more });
}
