// The bell: rings for what nobody has looked at, and for nothing else.
import { describe, expect, it } from 'vitest';
import { kept } from '../../web/console/gate/kept.ts';
import { looked, quiet, reminded, withPending } from '../../web/console/sound/alarm.ts';

const unseen = ({ unseen: ids }: { readonly unseen: ReadonlySet<string> }) => [...ids];

describe('the alarm', () => {
  it('a new order → rings until somebody looks, then not again for the same', () => {
    const ringing = withPending(quiet(), ['a']);
    expect(unseen(ringing)).toEqual(['a']);
    const seen = looked(ringing);
    expect(unseen(withPending(seen, ['a']))).toEqual([]);
    expect(unseen(withPending(seen, ['a', 'b']))).toEqual(['b']);
  });

  it('decided by somebody else → silent', () => {
    expect(unseen(withPending(withPending(quiet(), ['a', 'b']), ['b']))).toEqual(['b']);
    expect(unseen(withPending(withPending(quiet(), ['a']), []))).toEqual([]);
  });

  it('half of the time is over → rings again, only for what is still to be decided', () => {
    const seen = looked(withPending(quiet(), ['a']));
    expect(unseen(reminded(seen, 'a'))).toEqual(['a']);
    expect(unseen(reminded(seen, 'gone'))).toEqual([]);
  });

  it('nothing changes → the same, so that nothing is drawn anew', () => {
    const ringing = withPending(quiet(), ['a']);
    expect(withPending(ringing, ['a'])).toBe(ringing);
    const seen = looked(ringing);
    expect(looked(seen)).toBe(seen);
  });

  it('seen before a reload → not rung for again', () => {
    expect(unseen(withPending(quiet(['a']), ['a', 'b']))).toEqual(['b']);
  });
});

describe('what a browser keeps', () => {
  it('written → read back by another page', () => {
    const storage = new Map<string, string>();
    const world = () => ({
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, text: string) => void storage.set(key, text),
    });
    kept('k', world).write('x');
    expect(kept('k', world).read()).toBe('x');
    expect(kept('other', world).read()).toBeNull();
  });

  it('a storage that is forbidden → kept as long as the page', () => {
    const box = kept('k', () => {
      throw new Error('SecurityError');
    });
    expect(box.read()).toBeNull();
    box.write('x');
    expect(box.read()).toBe('x');
  });
});
