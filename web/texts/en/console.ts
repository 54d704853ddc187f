// English: the butcher's console.
import type { Texts } from '../fr.ts';

export const CONSOLE: Texts['console'] = {
  title: 'For butchers',
  soon: 'The console comes here.',
};
