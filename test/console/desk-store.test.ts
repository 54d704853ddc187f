// The counter's own state: one truth out of readings, news and decisions that cross each other.
import { describe, expect, it, vi } from 'vitest';
import type { Order } from '../../web/api/bodies.ts';
import { ApiProblem, NoAnswer } from '../../web/api/failure.ts';
import { createDesk, type DeskReaders } from '../../web/console/desk/desk-store.ts';
import { someOrder } from './some-order.ts';

const A = someOrder({ id: 'a', version: 3 });
const ACCEPTED = someOrder({ id: 'a', version: 4, status: 'ACCEPTED' });

const tooLate = () => {
  const detail = 'Trop tard';
  return new ApiProblem(
    { type: '/problems/TOO_LATE', title: detail, status: 409, code: 'TOO_LATE', detail, error: detail },
    null,
  );
};

/** An answer that comes when told. */
function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { ask: vi.fn(() => promise), resolve: (value: T) => resolve(value) };
}

function openDesk(change: Partial<DeskReaders> = {}) {
  const readAll = vi.fn<DeskReaders['readAll']>(change.readAll ?? (async () => [A]));
  const readOrder = vi.fn<DeskReaders['readOrder']>(change.readOrder ?? (async () => ACCEPTED));
  const decide = vi.fn<DeskReaders['decide']>(change.decide ?? (async () => ACCEPTED));
  const desk = createDesk({ readAll, readOrder, decide, now: () => 7 });
  return { desk, readers: { readAll, readOrder }, status: () => desk.state().book.get('a')?.status };
}

describe('reading', () => {
  it('loaded → the book and when; failed → what was known stays', async () => {
    const { desk, readers, status } = openDesk();
    desk.load();
    await expect.poll(() => [status(), desk.state().readAt]).toEqual(['PENDING', 7]);
    readers.readAll.mockRejectedValueOnce(new NoAnswer(true));
    desk.load();
    await expect.poll(() => desk.state().failure).toBeInstanceOf(NoAnswer);
    expect(status()).toBe('PENDING');
  });

  it('asked for again while under way → once more, not at the same time', async () => {
    const first = later<readonly Order[]>();
    const { desk, readers } = openDesk();
    readers.readAll.mockImplementationOnce(first.ask);
    for (let count = 0; count < 5; count += 1) desk.load();
    expect(readers.readAll).toHaveBeenCalledTimes(1);
    first.resolve([]);
    await expect.poll(() => readers.readAll).toHaveBeenCalledTimes(2);
    await expect.poll(() => desk.state().book.size).toBe(1);
    expect(readers.readAll).toHaveBeenCalledTimes(2);
  });

  it('news during a whole reading → its older page does not take them back', async () => {
    const whole = later<readonly Order[]>();
    const { desk, status } = openDesk({ readAll: whole.ask });
    desk.load();
    desk.reread('a');
    await expect.poll(() => status()).toBe('ACCEPTED');
    whole.resolve([A]);
    await expect.poll(() => desk.state().readAt).toBe(7);
    expect(status()).toBe('ACCEPTED');
  });

  it('an open order is missing in a reading → it is read, and has moved on', async () => {
    const { desk, readers, status } = openDesk();
    desk.load();
    await expect.poll(() => status()).toBe('PENDING');
    readers.readAll.mockResolvedValueOnce([]);
    readers.readOrder.mockResolvedValueOnce(someOrder({ id: 'a', version: 5, status: 'REJECTED' }));
    desk.load();
    await expect.poll(() => status()).toBe('REJECTED');
  });
});

describe('deciding', () => {
  it('done → the order as answered; meanwhile it is busy, and a second tap sends nothing', async () => {
    const answer = later<Order>();
    const { desk, status } = openDesk({ decide: answer.ask });
    const first = desk.decide(A, { kind: 'accept' });
    expect(await desk.decide(A, { kind: 'accept' })).toBeNull();
    expect([[...desk.state().busy], answer.ask.mock.calls.length]).toEqual([['a'], 1]);
    answer.resolve(ACCEPTED);
    expect(await first).toMatchObject({ kind: 'done', decision: 'accept' });
    expect([status(), desk.state().busy.size]).toEqual(['ACCEPTED', 0]);
  });

  it('a colleague was faster → the order is read, and that is what is told', async () => {
    const { desk, status } = openDesk({ decide: () => Promise.reject(tooLate()) });
    expect(await desk.decide(A, { kind: 'reject', reason: 'CLOSED' })).toEqual({
      kind: 'overtaken',
      order: ACCEPTED,
    });
    expect(status()).toBe('ACCEPTED');
  });

  it.each<[what: string, read: () => Promise<Order>, kind: string]>([
    ['it had arrived', async () => ACCEPTED, 'done'],
    ['it had not', async () => A, 'not-arrived'],
    ['nobody can say', () => Promise.reject(new NoAnswer(false)), 'unknown'],
  ])('the answer is lost: %s → %s', async (_what, readOrder, kind) => {
    const { desk } = openDesk({ decide: () => Promise.reject(new NoAnswer(false)), readOrder });
    expect((await desk.decide(A, { kind: 'accept' }))?.kind).toBe(kind);
    expect(desk.state().busy.size).toBe(0);
  });

  it('refused although still possible, or a bug → the API’s own words', async () => {
    const early = openDesk({ decide: () => Promise.reject(tooLate()), readOrder: async () => A });
    expect(await early.desk.decide(A, { kind: 'accept' })).toMatchObject({ kind: 'failed' });
    const bug = openDesk({ decide: () => Promise.reject(new Error('?')) });
    expect(await bug.desk.decide(A, { kind: 'accept' })).toMatchObject({ kind: 'failed', order: A });
    expect(bug.readers.readOrder).not.toHaveBeenCalled();
  });
});
