// Prometheus counts in seconds.
import type { Duration } from '../../domain/time.ts';

const MILLISECONDS = 1_000;

export const inSeconds = (duration: Duration): number => duration / MILLISECONDS;
