// Whether the process lives, and whether it can do its work.
import { z } from 'zod';
import type { ApiParts, Probe } from '../parts.ts';
import { Refusal } from '../problem/refusal.ts';
import { ok } from '../routing/answer.ts';
import { endpoint } from '../routing/endpoint.ts';

/** Milliseconds; whoever asks gives up about then. */
const PROBE_PATIENCE = 2_000;
const LEAVING = { path: 'process', message: 'S’arrête' };

export const readHealth = endpoint('public', {
  tag: 'Service',
  summary: 'Le processus vit',
  body: null,
  query: null,
  answers: { 200: z.strictObject({ status: z.literal('ok') }).meta({ id: 'Health' }) },
  problems: [],
  handle: async () => ok({ status: 'ok' }),
});

export const readReadiness = endpoint('public', {
  tag: 'Service',
  summary: 'La base de données et Temporal répondent',
  body: null,
  query: null,
  answers: { 200: z.strictObject({ status: z.literal('ready') }).meta({ id: 'Readiness' }) },
  problems: ['UNAVAILABLE'],
  handle: async ({ parts }) => {
    if (parts.isLeaving()) throw new Refusal('UNAVAILABLE', { errors: [LEAVING] });
    const answers = await Promise.all(parts.probes.map((probe) => answersInTime(parts, probe)));
    const away = parts.probes.filter((_, index) => answers[index] === false);
    if (away.length === 0) return ok({ status: 'ready' });
    throw new Refusal('UNAVAILABLE', {
      errors: away.map(({ name }) => ({ path: name, message: 'Ne répond pas' })),
    });
  },
});

async function answersInTime({ log }: ApiParts, { name, probe }: Probe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PROBE_PATIENCE);
  });
  try {
    await Promise.race([probe(), patience]);
    return true;
  } catch (error) {
    log.warn({ err: error, probe: name }, 'not ready');
    return false;
  } finally {
    clearTimeout(timer);
  }
}
