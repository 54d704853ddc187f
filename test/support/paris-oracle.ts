// Paris wall-clock time as the time-zone data of Node knows it: what the pure arithmetic of the domain is held against.

export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly minuteOfDay: number;
}

const PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  weekday: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function wallTime(epochMs: number): WallTime {
  const parts = new Map(PARIS.formatToParts(epochMs).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
    minuteOfDay: number('hour') * 60 + number('minute'),
  };
}

/** The calendar day as one number that grows by one a day. */
export const dayNumber = ({ year, month, day }: WallTime): number =>
  Date.UTC(year, month - 1, day) / 86_400_000;
