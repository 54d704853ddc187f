// A moment as people in France say it: "mardi 24 novembre à 18 h 30", in Paris time.
import { parisOffset, parisTime } from '../paris-time.ts';
import type { Instant } from '../time.ts';

const DAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

export function parisWords(at: Instant): string {
  const { weekday, minuteOfDay } = parisTime(at);
  const wall = new Date(at + parisOffset(at));
  const day = wall.getUTCDate();
  const date = `${DAYS[weekday - 1]} ${day === 1 ? '1er' : day} ${MONTHS[wall.getUTCMonth()]}`;
  const minute = String(minuteOfDay % 60).padStart(2, '0');
  return `${date} à ${Math.floor(minuteOfDay / 60)} h ${minute}`;
}
