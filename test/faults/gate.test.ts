// The gate holds whoever was armed for, once, and nobody else.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reached } from '../../dev/failpoints/failpoint.ts';
import { type Gate, openGate } from './gate.ts';

let gate: Gate;
beforeEach(async () => {
  gate = await openGate();
});
afterEach(() => gate.close());

const arrive = async (reached: Reached): Promise<number> =>
  (await fetch(gate.url, { method: 'POST', body: JSON.stringify(reached) })).status;
const AT: Reached = { failpoint: 'refundPayment/after-success', workflowId: 'order-1' };

describe('the gate', () => {
  it('with nobody armed for → everybody goes on', async () => {
    expect(await arrive(AT)).toBe(204);
  });

  it('armed for one → holds that one until released, and the next one goes on', async () => {
    const trap = gate.arm(AT.failpoint, AT.workflowId);
    expect(await arrive({ ...AT, workflowId: 'order-2' })).toBe(204);
    expect(await arrive({ ...AT, failpoint: 'refundPayment/before-call' })).toBe(204);
    const held = arrive(AT);
    await expect.poll(() => trap.hold()?.isStanding()).toBe(true);
    expect(await arrive(AT)).toBe(204);
    trap.release();
    expect(await held).toBe(204);
    expect(trap.hold()?.isStanding()).toBe(false);
  });

  it('whose worker died there → nobody stands there any more', async () => {
    const trap = gate.arm(AT.failpoint, null);
    const dying = new AbortController();
    const held = fetch(gate.url, { method: 'POST', body: JSON.stringify(AT), signal: dying.signal });
    held.catch(() => {});
    await expect.poll(() => trap.hold()?.isStanding()).toBe(true);
    dying.abort();
    await expect.poll(() => trap.hold()?.isStanding()).toBe(false);
    trap.release();
  });
});
