// Orders paid at the counter: every end, and what may get in the way.
import { accept, butcherCancels, collect, customerCancels, ready, reject } from './decisions.ts';
import { databaseAway, type Story, signal } from './story.ts';

const onPickup = (story: Omit<Story, 'method'>): Story => ({ method: 'ON_PICKUP', ...story });

export const PICKUP_STORIES: Readonly<Record<string, Story>> = {
  'pickup-collected': onPickup({ steps: [accept, ready, collect], end: ['COLLECTED', 'PAID'] }),
  'pickup-no-show': onPickup({ steps: [accept, ready], end: ['NO_SHOW', 'DUE_AT_PICKUP'] }),
  'pickup-no-answer': onPickup({ steps: [], end: ['REJECTED', 'DUE_AT_PICKUP'] }),
  'pickup-refused': onPickup({ steps: [reject], end: ['REJECTED', 'DUE_AT_PICKUP'] }),
  'pickup-cancelled': onPickup({ steps: [customerCancels], end: ['CANCELLED', 'DUE_AT_PICKUP'] }),
  'pickup-cancelled-when-ready': onPickup({
    steps: [accept, ready, butcherCancels],
    end: ['CANCELLED', 'DUE_AT_PICKUP'],
  }),
  'pickup-decided-by-signal': onPickup({
    steps: [
      signal('accept', {}),
      signal('unheardOf'),
      signal('reject', { by: 'operator', reason: 'CLOSED' }),
    ],
    end: ['REJECTED', 'DUE_AT_PICKUP'],
  }),
  'pickup-database-away': onPickup({
    steps: [databaseAway(6), accept, ready, collect],
    end: ['COLLECTED', 'PAID'],
  }),
};
