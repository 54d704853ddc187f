// Finds or gets Chromium, which the tests of the pages open.
import { delimiter, join } from 'node:path';
import { waitForLock } from '../processes/lock.ts';
import { cacheFolder } from './cache-folder.ts';
import { exists } from './make-once.ts';
import { canRun, runCommand } from './run-command.ts';
import type { Say } from './temporal-cli.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const USUAL_FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Tries, in order: CHROMIUM_PATH, the PATH, the usual places, Debian's package (as root). @throws in plain words. */
export async function findChromium(say: Say): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (await exists(given)) return given;
    throw new Error(`CHROMIUM_PATH points to ${given}, which does not exist.`);
  }
  return (await installedChromium()) ?? (await installOnce(say));
}

/** Two at once would quarrel about apt's own lock. */
async function installOnce(say: Say): Promise<string> {
  const release = await waitForLock(cacheFolder('chromium.lock'), () =>
    say('Chromium: waiting for another installation …'),
  );
  try {
    const found = await installedChromium();
    if (found !== null) return found;
    await installPackage(say);
    const installed = await installedChromium();
    if (installed === null) throw new Error(NOTHING_WORKS);
    return installed;
  } finally {
    release();
  }
}

async function installedChromium(): Promise<string | null> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...USUAL_FOLDERS];
  const places = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC];
  for (const place of places) if (await exists(place)) return place;
  return null;
}

/** Steps that take minutes are heard of. */
async function installPackage(say: Say): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !(await canRun('apt-get'))) throw new Error(NOTHING_WORKS);
  say('Chromium: installing Debian’s package (a few minutes, once) …');
  const steps = [
    ['update', '-q'],
    ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ];
  for (const args of steps) {
    let lines = 0;
    const code = await runCommand('apt-get', args, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      onLine: () => {
        lines += 1;
        if (lines % 50 === 0) say(`Chromium: apt-get ${args[0] ?? ''}, ${lines} lines …`);
      },
    });
    if (code !== 0) throw new Error(`apt-get ${args[0] ?? ''} failed.\n${NOTHING_WORKS}`);
  }
  say('Chromium: installed.');
}

const NOTHING_WORKS = [
  'The tests of the pages need Chromium, which is missing and could not be installed. Do one of these:',
  '  - install Chromium or Chrome (Debian: apt-get install chromium), or',
  '  - set CHROMIUM_PATH to one you have.',
].join('\n');
