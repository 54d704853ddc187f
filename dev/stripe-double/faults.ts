// Faults a test injects: an error instead of an answer, a delay, a connection lost before or after the effect, an answer that lies.
import { z } from 'zod';

export const faultSchema = z.strictObject({
  method: z.string().toUpperCase().optional(),
  /** Exact, or with `*` for any text. */
  path: z.string().optional(),
  kind: z.enum(['status', 'delay', 'drop-before', 'drop-after', 'mangle']),
  /** For `status`. */
  status: z.int().min(400).max(599).default(500),
  /** For `status`: whether an idempotency key remembers it; Stripe remembers 402 and 5xx. */
  stored: z.boolean().optional(),
  /** For `status`: answer so after doing the work, not instead of it. */
  afterEffect: z.boolean().default(false),
  /** For `delay`. */
  ms: z.int().min(0).max(600_000).default(1000),
  /** For `mangle`: fields put in place of the answer's own, on its way out; what was done and remembered stays right. */
  change: z.record(z.string(), z.unknown()).default({}),
  times: z.int().min(1).default(1),
});

export type Fault = z.infer<typeof faultSchema>;

export interface Faults {
  inject(fault: Fault): void;
  /** The next fault for this request, used up by one; null when it may go its way. */
  take(method: string, path: string): Fault | null;
  list(): readonly Fault[];
  clear(): void;
}

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    inject: (fault) => void faults.push(fault),
    take(method, path) {
      const index = faults.findIndex((fault) => concerns(fault, method, path));
      const fault = faults[index];
      if (fault === undefined) return null;
      faults = faults.flatMap((other, at) => (at === index ? usedOnce(other) : [other]));
      return fault;
    },
    list: () => faults,
    clear() {
      faults = [];
    },
  };
}

const usedOnce = (fault: Fault): Fault[] => (fault.times <= 1 ? [] : [{ ...fault, times: fault.times - 1 }]);

function concerns(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return fault.path === undefined || pattern(fault.path).test(path);
}

function pattern(path: string): RegExp {
  const escaped = path.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.*')}$`);
}
