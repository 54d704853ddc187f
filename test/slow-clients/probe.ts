// How long the probe of an API waits for its answer, one after the other on one connection.
import { Agent, request } from 'node:http';

/** @param lasting milliseconds. @returns the 99th percentile, in milliseconds. */
export async function probeP99(url: string, lasting: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took: number[] = [];
  const endsAt = performance.now() + lasting;
  while (performance.now() < endsAt) {
    const startedAt = performance.now();
    await answered(`${url}/healthz`, agent);
    took.push(performance.now() - startedAt);
  }
  agent.destroy();
  took.sort((a, b) => a - b);
  return took[Math.floor(took.length * 0.99)] ?? Number.NaN;
}

function answered(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`the probe was answered ${response.statusCode}`));
      response.resume().once('end', resolve);
    })
      .once('error', reject)
      .end();
  });
}

export function medianOf(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
