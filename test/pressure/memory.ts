// Whether a process grows: its resident memory, watched for as long as the pressure lasts.
import { quantile, residentMb } from '../../dev/bench/figures.ts';

export interface MemoryWatch {
  /** Median MB of the first, the second and the last third. */
  stop(): readonly [number, number, number];
}

const EVERY = 500;

export function watchMemory(pid: number): MemoryWatch {
  const samples: number[] = [];
  const timer = setInterval(() => {
    void residentMb(pid).then((mb) => mb !== null && samples.push(mb));
  }, EVERY);
  return {
    stop() {
      clearInterval(timer);
      const third = Math.ceil(samples.length / 3);
      const median = (part: number): number => quantile(samples.slice(part * third, (part + 1) * third), 0.5);
      return [median(0), median(1), median(2)];
    },
  };
}
