// Everything that may go wrong around one order, chosen before it is placed.
import { hours, minutes } from '../../domain/time.ts';
import type { Agenda } from './agenda.ts';
import { type Choices, chance, oneOf } from './choices.ts';
import type { StripeWeather } from './stripe/faults.ts';
import type { WebhookWeather } from './stripe/webhooks.ts';

export interface Weather {
  readonly stripe: StripeWeather;
  readonly webhooks: WebhookWeather;
  readonly database: { rate: number; isDown: boolean };
  /** The API, or Temporal behind it, does not answer. */
  readonly api: { isDown: boolean };
  /** How many of a thousand moments of danger the worker does not survive. */
  deaths: number;
  /** Percent of idle workflows that the worker forgets. */
  readonly evictions: number;
}

export function chooseWeather(choices: Choices): Weather {
  return {
    stripe: { rate: oneOf(choices, 0, 0, 0, 10, 40), isDown: false, isKeyRefused: false },
    webhooks: { disorder: oneOf(choices, 0, 0, 20, 60), loss: oneOf(choices, 0, 0, 0, 50, 100) },
    database: { rate: oneOf(choices, 0, 0, 0, 5, 30), isDown: false },
    api: { isDown: false },
    deaths: oneOf(choices, 0, 0, 10, 60),
    evictions: oneOf(choices, 0, 10, 50),
  };
}

/** Times when something is away altogether. */
export function chooseOutages(weather: Weather, choices: Choices, agenda: Agenda): void {
  const outage = (longest: number, set: (isDown: boolean) => void): void => {
    if (!chance(choices, 12)) return;
    const start = oneOf<number>(choices, 0, 10_000, minutes(34), minutes(36), hours(2));
    const length = oneOf(choices, 30_000, minutes(4), longest);
    agenda.after(start, () => set(true));
    agenda.after(start + length, () => set(false));
  };
  outage(hours(2), (isDown) => {
    weather.stripe.isDown = isDown;
  });
  outage(hours(2), (isDown) => {
    weather.stripe.isKeyRefused = isDown;
  });
  // Each order knocks every fifteen seconds: hours of it would be most of the simulation.
  outage(minutes(10), (isDown) => {
    weather.database.isDown = isDown;
  });
  outage(hours(30), (isDown) => {
    weather.api.isDown = isDown;
  });
}
