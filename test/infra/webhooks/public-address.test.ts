// Addresses of the open internet, and all others.
import { expect, it } from 'vitest';
import { isPublicAddress } from '../../../infra/webhooks/public-address.ts';

it.each([
  '8.8.8.8',
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.0.1',
  '2a00:1450:4007::1',
  '2606:4700::1',
])('%s → open', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each([
  '',
  'localhost',
  '8.8.8',
  '127.0.0.1:80',
  '2001:db8::1',
  'ff02::1',
  '::',
  'fe80::1%lo',
  '198.51.100.7',
  '224.0.0.1',
])('%j → not open', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
