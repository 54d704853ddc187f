// The row of a shop: its name, its opening hours and its deadlines.
import { z } from 'zod';
import type { OpeningHours } from '../../domain/opening-hours.ts';
import type { ShopPolicy } from '../../domain/policy.ts';
import { milliseconds } from '../../domain/time.ts';

const interval = z
  .strictObject({
    day: z.literal([1, 2, 3, 4, 5, 6, 7]),
    opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    // A shop may close at the very end of the day.
    closes: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ opens, closes }) => opens < closes);

export const shopRow = z.object({
  name: z.string(),
  hours: z.array(interval),
  paymentWindowMs: z.int().positive(),
  decisionWindowMs: z.int().positive(),
  pickupGraceMs: z.int().positive(),
});

interface ShopFacts {
  readonly name: string;
  readonly hours: OpeningHours;
  readonly policy: ShopPolicy;
}

export function shopFacts(row: z.infer<typeof shopRow>): ShopFacts {
  return {
    name: row.name,
    hours: row.hours,
    policy: {
      paymentWindow: milliseconds(row.paymentWindowMs),
      decisionWindow: milliseconds(row.decisionWindowMs),
      pickupGrace: milliseconds(row.pickupGraceMs),
    },
  };
}
