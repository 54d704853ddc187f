// Requests counted by all processes together, for as long as the process runs.
import type { RequestLimits } from '../../domain/ports/request-limits.ts';
import { type LimitStoreOptions, openLimitStore } from './limit-store.ts';
import { type LimitRules, limitsOn } from './request-limits.ts';
import { keepSwept } from './sweep.ts';

export interface OpenedLimits extends RequestLimits {
  close(): Promise<void>;
}

export function openLimits(options: LimitStoreOptions & LimitRules): OpenedLimits {
  const store = openLimitStore(options);
  const stopSweeping = keepSwept(store);
  return {
    ...limitsOn(store, options),
    close: async () => {
      stopSweeping();
      await store.close();
    },
  };
}
