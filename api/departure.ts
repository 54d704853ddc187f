// How the process leaves: load balancers are told first, and everyone is served until they have heard it.
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { turnAway } from './http-server.ts';

export interface Departure {
  /** `/readyz` says so, for load balancers. */
  readonly isUnderWay: () => boolean;
  /** Resolves once nobody sends requests here any more. */
  announce(): Promise<void>;
}

/** @param seconds until every load balancer has asked `/readyz` and taken this process out; 0 where there is none. */
export function createDeparture(server: Server, seconds: number): Departure {
  let isUnderWay = false;
  return {
    isUnderWay: () => isUnderWay,
    async announce() {
      isUnderWay = true;
      if (seconds === 0) return;
      turnAway(server);
      await sleep(seconds * 1_000);
    },
  };
}
