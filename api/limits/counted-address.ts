// Whose address a request is counted for: what the proxies that are believed say, and of IPv6 the network.
import { isIP } from 'node:net';
import type { Request } from 'express';

/** Some proxies name the port, too: `203.0.113.7:4711`, `[2001:db8::7]:4711`. */
const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+)|\[([\da-f:.]+)\])(?::\d+)?$/i;
/** Bits of an IPv6 address that name a household or a customer of a hoster, who may draw from all below. */
const NETWORK_BITS = 56;
const GROUP_BITS = 16;

/** Behind no proxy of ours, or where it named no address, that of the connection. */
export function countedAddress({ ip, socket }: Pick<Request, 'ip' | 'socket'>): string {
  return networkOf(ip ?? '') ?? networkOf(socket.remoteAddress ?? '') ?? 'unknown';
}

/** @returns an IPv4 address as it is, the first 56 bits of an IPv6 address; null when it is none. */
export function networkOf(text: string): string | null {
  const [, v4, v6] = WITH_PORT.exec(text) ?? [];
  const address = v4 ?? v6 ?? text;
  switch (isIP(address)) {
    case 4:
      return address;
    case 6:
      return networkOfGroups(groupsOf(address));
    default:
      return null;
  }
}

function networkOfGroups(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  const isMappedV4 = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMappedV4) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const kept = groups.map((group, index) => group & maskOf(NETWORK_BITS - index * GROUP_BITS));
  const shown = kept.slice(0, Math.ceil(NETWORK_BITS / GROUP_BITS)).map((group) => group.toString(16));
  return `${shown.join(':')}::/${NETWORK_BITS}`;
}

/** @param bits of a group of 16 that are kept, from the left. */
const maskOf = (bits: number): number =>
  (0xffff << (GROUP_BITS - Math.max(0, Math.min(GROUP_BITS, bits)))) & 0xffff;

/** The eight groups of 16 bits. @param address IPv6, in whatever spelling. */
function groupsOf(address: string): number[] {
  const [withoutZone = ''] = address.split('%');
  // The URL parser spells every address one way, without dots and with at most one gap.
  const spelt = new URL(`http://[${withoutZone}]`).hostname.slice(1, -1);
  const [left = [], right = []] = spelt
    .split('::')
    .map((half) => (half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16))));
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}
