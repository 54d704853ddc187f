// Orders paid at the counter: every end, and what may get in the way.

import { minutes } from '../../domain/time.ts';
import { accept, butcherCancels, collect, customerCancels, extend, ready, reject } from './decisions.ts';
import { databaseAway, type Story, signal, wait } from './story.ts';

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
  'pickup-extended': onPickup({
    steps: [
      extend(45),
      wait(minutes(50)),
      signal('extendDecision', { by: 'operator', minutes: 30 }),
      wait(minutes(10)),
      signal('ready', { by: 'operator' }),
    ],
    end: ['REJECTED', 'DUE_AT_PICKUP'],
  }),
  'pickup-lived-by-signals': onPickup({
    steps: ['accept', 'ready', 'collect'].map((name) => signal(name, { by: 'operator:marie' })),
    end: ['COLLECTED', 'PAID'],
  }),
  'pickup-database-away': onPickup({
    steps: [databaseAway(6), accept, ready, collect],
    end: ['COLLECTED', 'PAID'],
  }),
};
