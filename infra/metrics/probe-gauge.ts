// Whether Temporal answers this process, asked when Prometheus asks.
import { Gauge, type Registry } from 'prom-client';

/** @param ping rejects when there is no answer in time. */
export function registerTemporalProbe(register: Registry, ping: () => Promise<void>): void {
  new Gauge({
    name: 'klikandgo_temporal_up',
    help: 'Whether Temporal answers',
    registers: [register],
    async collect() {
      this.set(
        await ping().then(
          () => 1,
          () => 0,
        ),
      );
    },
  });
}
