// A real Chromium for tests of the pages. Without one they fail in CI, and are skipped elsewhere with one line.
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../dev/tools/chromium.ts';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @throws in plain words where there is no Chromium. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findChromium((line) => console.log(line));
  return chromium.launch({ executablePath, headless: true, args: QUIET });
}

/** Whether the tests of a file are to be skipped; says so. */
export async function isWithoutBrowser(): Promise<boolean> {
  if (process.env.CI !== undefined) return false;
  try {
    await findChromium((line) => console.log(line));
    return false;
  } catch {
    console.warn('SKIPPED: the pages are not tested in a browser, for want of Chromium (CHROMIUM_PATH).');
    return true;
  }
}
