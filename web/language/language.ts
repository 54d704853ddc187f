// Which language the pages speak, and its texts.
import type { Texts } from '../texts/fr.ts';
import { FR } from '../texts/fr.ts';

export type Language = 'fr' | 'en';

/** The first of the wished ones we have; French is what shops speak. */
export function chooseLanguage(wished: readonly string[]): Language {
  const known = wished.map((tag) => tag.slice(0, 2).toLowerCase());
  return known.find((tag) => tag === 'fr' || tag === 'en') === 'en' ? 'en' : 'fr';
}

export async function loadTexts(language: Language): Promise<Texts> {
  switch (language) {
    case 'fr':
      return FR;
    case 'en':
      return (await import('../texts/en.ts')).EN;
  }
}
