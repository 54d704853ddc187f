// Where Chromium is looked for.
import { afterEach, expect, it, vi } from 'vitest';
import { findChromium } from '../../dev/tools/chromium.ts';

afterEach(() => vi.unstubAllEnvs());
const said: string[] = [];
const find = (): Promise<string> => findChromium((line) => said.push(line));

it('CHROMIUM_PATH → taken as it is; a wrong one → said, nothing else tried', async () => {
  vi.stubEnv('CHROMIUM_PATH', process.execPath);
  expect(await find()).toBe(process.execPath);
  vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
  await expect(find()).rejects.toThrow('CHROMIUM_PATH points to /nowhere/chromium, which does not exist.');
  expect(said).toEqual([]);
});
