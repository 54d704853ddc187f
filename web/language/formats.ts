// Money, weights and times as people read them; shops and customers are in Paris time.
import type { Language } from './language.ts';

export const ZONE = 'Europe/Paris';

export interface Formats {
  readonly money: (cents: number) => string;
  /** Grams become kilograms from 1 kg on. */
  readonly weight: (grams: number) => string;
  /** `18:30` */
  readonly clock: (at: string) => string;
  /** `mercredi 25 novembre` */
  readonly day: (at: string) => string;
  /** `aujourd’hui à 18:30`, `jeudi 26 novembre à 09:00` */
  readonly dayAndClock: (at: string) => string;
  /** `aujourd’hui`, `demain`, `jeudi 26 novembre`; `Demain` where it stands alone. */
  readonly nearDay: (at: string, place?: 'alone') => string;
  /** @param day 1 is Monday. */
  readonly weekday: (day: number) => string;
}

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };
const AT: Readonly<Record<Language, string>> = { fr: 'à', en: 'at' };
const DAY = 86_400_000;
/** A Monday. */
const SOME_MONDAY = Date.UTC(2024, 0, 1, 12);

/** @param now milliseconds, asked at each use: pages stay open over midnight. */
export function createFormats(language: Language, now: () => number = Date.now): Formats {
  const locale = LOCALES[language];
  const time = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: ZONE });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const unit = (name: 'gram' | 'kilogram') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, maximumFractionDigits: 3 });
  const [grams, kilograms] = [unit('gram'), unit('kilogram')];
  const clock = time({ hour: '2-digit', minute: '2-digit' });
  const day = time({ weekday: 'long', day: 'numeric', month: 'long' });
  const weekday = time({ weekday: 'long' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  const nearDay: Formats['nearDay'] = (at, place) => {
    const away = calendarDay(Date.parse(at)) - calendarDay(now());
    const words = away === 0 || away === 1 ? relative.format(away, 'day') : day.format(Date.parse(at));
    return place === 'alone' ? words.charAt(0).toLocaleUpperCase(locale) + words.slice(1) : words;
  };
  return {
    money: (cents) => money.format(cents / 100),
    weight: (amount) => (amount < 1_000 ? grams.format(amount) : kilograms.format(amount / 1_000)),
    clock: (at) => clock.format(Date.parse(at)),
    day: (at) => day.format(Date.parse(at)),
    nearDay,
    dayAndClock: (at) => `${nearDay(at)} ${AT[language]} ${clock.format(Date.parse(at))}`,
    weekday: (number) => weekday.format(SOME_MONDAY + (number - 1) * DAY),
  };
}

const CALENDAR = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Days since 1970 of the day it is in Paris. */
const calendarDay = (at: number): number => Date.parse(`${CALENDAR.format(at)}T00:00:00Z`) / DAY;
