// The views of the counter and their addresses: a reload shows what was shown before.
import type { SignName } from '../signs.tsx';

export const VIEWS = ['decide', 'preparing', 'ready', 'today', 'history'] as const;
export type View = (typeof VIEWS)[number];

const NAMES: Readonly<Record<View, string>> = {
  decide: 'a-decider',
  preparing: 'en-preparation',
  ready: 'pretes',
  today: 'du-jour',
  history: 'historique',
};

export const SIGNS: Readonly<Record<View, SignName>> = {
  decide: 'inbox',
  preparing: 'knife',
  ready: 'check',
  today: 'day',
  history: 'history',
};

export const addressOf = (view: View): string =>
  view === 'decide' ? '/boucher' : `/boucher?liste=${NAMES[view]}`;

/** @param search of the address. */
export function viewOf(search: string): View {
  const name = new URLSearchParams(search).get('liste');
  return VIEWS.find((view) => NAMES[view] === name) ?? 'decide';
}
