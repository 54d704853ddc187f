// The JSON column of a shop's opening hours, parsed strictly.
import { z } from 'zod';
import type { OpeningHours } from '../../domain/opening-hours.ts';

const interval = z
  .strictObject({
    day: z.literal([1, 2, 3, 4, 5, 6, 7]),
    opens: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    // A shop may close at the very end of the day.
    closes: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  })
  .refine(({ opens, closes }) => opens < closes);

/** @returns null when any part is malformed. */
export function parseOpeningHours(column: unknown): OpeningHours | null {
  return z.array(interval).safeParse(column).data ?? null;
}
