// 500 clients that trickle: gone within 15 s, while others are served, streams live on and idle connections stay.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { openStream } from '../api/stream-client.ts';
import { stackClient, WISH } from '../support/stack-client.ts';
import { type System, systemForFile } from '../support/system-hooks.ts';
import { openTrickle } from '../support/trickle.ts';

const SOCKETS = 500;
/** Milliseconds. */
const CLOSED_WITHIN = 15_000;
/** An answer, and the pause after it, on a machine that has time: at most. */
const USUAL = 300;

let system: System;
systemForFile((opened) => {
  system = opened;
});

/** By which connection the answer came: the same port is the same connection. */
function portOfAnswer(url: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      const { localPort } = response.socket;
      response.resume().once('end', () => resolve(localPort));
    })
      .once('error', reject)
      .end();
  });
}

it(`${SOCKETS} connections that trickle → each closed within 15 s, and nobody else is`, {
  timeout: 120_000,
}, async () => {
  const { api, tokens } = system.stack.info;
  const stream = await openStream(`${api}/api/shops/${WISH.shopId}/stream`, {
    Authorization: `Bearer ${tokens.butchers[WISH.shopId] ?? ''}`,
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const idle = await portOfAnswer(`${api}/healthz`, agent);

  const { lives } = await openTrickle(api, SOCKETS);
  let isOver = false;
  const closed = lives.finally(() => {
    isOver = true;
  });
  const statuses = new Set<number>();
  // A machine that has no time for anybody closes late, too: what it kept others waiting is not the clients' doing.
  let stalled = 0;
  while (!isOver) {
    const askedAt = performance.now();
    statuses.add((await fetch(`${api}/api/shops`)).status);
    await sleep(100);
    stalled += Math.max(0, performance.now() - askedAt - USUAL);
  }
  const slow = (await closed).filter(({ lived }) => lived - stalled > CLOSED_WITHIN);

  expect(slow).toEqual([]);
  expect(statuses).toEqual(new Set([200]));
  expect(await portOfAnswer(`${api}/healthz`, agent)).toBe(idle);
  agent.destroy();
  const kinds = () => stream.events.map(({ data }) => data.kind);
  await stackClient(system.stack.info).post('/api/orders', { ...WISH, paymentMethod: 'ON_PICKUP' });
  await vi.waitFor(() => expect(kinds()).toContain('BUTCHER_ALERTED'), 10_000);
  expect(stream.isOver()).toBe(false);
  stream.close();
});
