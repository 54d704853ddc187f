// How Stripe tells: soon or late, once or several times, in any order, for three days, or never.
import type { StripeFact } from '../../../domain/payment-facts.ts';
import { hours, minutes, seconds } from '../../../domain/time.ts';
import type { Agenda } from '../agenda.ts';
import { type Choices, chance, oneOf } from '../choices.ts';
import type { News } from './account.ts';

export interface WebhookWeather {
  /** Percent of deliveries that are late, doubled or split. */
  disorder: number;
  /** Percent of events that are never delivered. */
  loss: number;
}

export interface Delivery {
  readonly agenda: Agenda;
  readonly choices: Choices;
  readonly weather: WebhookWeather;
  /** @returns whether it was answered 2xx. */
  readonly receive: (fact: StripeFact) => Promise<boolean>;
}

export interface Webhooks {
  tell(news: News): void;
  readonly events: readonly StripeFact[];
  /** Those that can still be asked for: some are lost there, too. */
  readonly feed: readonly StripeFact[];
}

/** Milliseconds between attempts; after three days Stripe gives up. */
const RETRIES = [minutes(1), minutes(5), minutes(30), hours(2), hours(6), hours(12), hours(24), hours(24)];

/** @returns takes in what happens in the account. `events` holds all that was told, in sequence. */
export function createWebhooks(delivery: Delivery): Webhooks {
  const events: StripeFact[] = [];
  const feed: StripeFact[] = [];
  const emit = (news: News, delay: number): void => {
    // The event is the news under a name of its own.
    const fact = { ...news, eventId: `evt_${events.length + 1}` } as StripeFact;
    events.push(fact);
    const { choices, weather } = delivery;
    if (chance(choices, weather.loss)) {
      if (isSeenOtherwise(news) && chance(choices, 30)) return;
      feed.push(fact);
      return;
    }
    feed.push(fact);
    send(delivery, fact, { delay, tries: 0 });
    if (isDisorderly(delivery)) send(delivery, fact, { delay: delay + delayOf(choices), tries: 0 });
  };
  return {
    events,
    feed,
    tell(news) {
      emit(news, isDisorderly(delivery) ? delayOf(delivery.choices) : 200);
      if (isDisorderly(delivery) && chance(delivery.choices, 30)) emit(news, delayOf(delivery.choices));
    },
  };
}

/** That a promised payment failed stands nowhere but in its event. */
const isSeenOtherwise = ({ kind }: News): boolean => kind !== 'ASYNC_PAYMENT_FAILED';

const isDisorderly = ({ choices, weather }: Delivery): boolean => chance(choices, weather.disorder);

const delayOf = (choices: Choices): number =>
  oneOf<number>(choices, 200, 0, seconds(5), seconds(40), minutes(10), minutes(40), hours(3), hours(30));

function send(
  delivery: Delivery,
  fact: StripeFact,
  { delay, tries }: { delay: number; tries: number },
): void {
  delivery.agenda.after(delay, () => {
    void delivery.receive(fact).then((isTaken) => {
      const next = RETRIES[tries];
      if (!isTaken && next !== undefined) send(delivery, fact, { delay: next, tries: tries + 1 });
    });
  });
}
