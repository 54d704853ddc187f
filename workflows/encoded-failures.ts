// How errors are written where payloads are encrypted: text and stack as a payload of their own, which is encrypted with the rest.
// Loaded by its path, into the bundle and into the worker.
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
