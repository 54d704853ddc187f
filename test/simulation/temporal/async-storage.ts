// The workflow runtime takes this from its sandbox; it must be there before the runtime is loaded.
import { AsyncLocalStorage } from 'node:async_hooks';

Object.assign(globalThis, { AsyncLocalStorage });
