// What the controls have switched: kept in the journal, so that a restart does not undo a test's set-up.
import type { SettingsRecord } from './store/records.ts';
import type { Store } from './store/tables.ts';

const INITIAL: SettingsRecord = {
  clockOffsetMs: 0,
  delivery: 'normal',
  copies: 1,
  splitDuplicates: false,
  balance: 'unlimited',
};

export const settingsOf = (store: Store): SettingsRecord => store.get('settings', 'settings') ?? INITIAL;

export function changeSettings(store: Store, changes: Partial<SettingsRecord>): void {
  store.put('settings', 'settings', { ...settingsOf(store), ...changes });
}
