// What the API says of whoever asks: who they are, where they work, where one signs in.
import { z } from 'zod';

export const MeBody = z
  .strictObject({
    user: z
      .strictObject({ id: z.string(), isOperator: z.boolean() })
      .nullable()
      .meta({ description: 'Null for whoever is not signed in' }),
    shops: z
      .array(z.strictObject({ id: z.string(), name: z.string() }))
      .meta({ description: 'Whose orders they decide about' }),
    signInUrl: z.url().nullable().meta({ description: 'Takes `?redirect_url=` and comes back there' }),
  })
  .meta({ id: 'Me' });
