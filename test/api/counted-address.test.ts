// Whose address is counted: every spelling of one address is one, and an IPv6 network counts as a whole.
import { describe, expect, it } from 'vitest';
import { networkOf } from '../../api/limits/counted-address.ts';

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2345:6789::1', '2001:db8:1:2300::/56'],
    ['2001:db8:1:23ff:ffff:ffff:ffff:ffff', '2001:db8:1:2300::/56'],
    ['2001:DB8:1:2300::', '2001:db8:1:2300::/56'],
    ['[2001:db8:1:2345::1]:4711', '2001:db8:1:2300::/56'],
    ['[2001:db8:1:2345::1]', '2001:db8:1:2300::/56'],
    ['2001:db8:1:2400::1', '2001:db8:1:2400::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['::', '0:0:0:0::/56'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/56'],
  ])('%s → %s', (text, network) => {
    expect(networkOf(text)).toBe(network);
  });

  it.each([
    '',
    'unknown',
    '203.0.113',
    '203.0.113.256',
    '1.2.3.4, 5.6.7.8',
    '2001:db8::1::2',
    '[::1',
    '_hidden',
  ])('%j → none', (text) => {
    expect(networkOf(text)).toBeNull();
  });
});
