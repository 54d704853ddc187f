// A process is started with the same flags wherever it is: by hand, in the one-machine stack, in a container.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FLAGS } from '../../dev/stack/plans.ts';

const flagsIn = (text: string): string[] => text.match(/(?<=[\s"])--[\w=-]+/g) ?? [];

describe('the flags of our processes', () => {
  it('bound what V8 takes before it collects', () => {
    expect(FLAGS).toEqual([
      '--enable-source-maps',
      '--max-semi-space-size=4',
      expect.stringMatching(/^--max-old-space-size=\d+$/),
    ]);
  });

  it.each(['api', 'worker', 'codec'])('are those of `npm run %s`', (name) => {
    const manifest = z.object({ scripts: z.record(z.string(), z.string()) });
    const { scripts } = manifest.parse(JSON.parse(readFileSync('package.json', 'utf8')));
    expect(flagsIn(scripts[name] ?? '')).toEqual(FLAGS);
  });

  it('are those of the container, but for the old space: a container has a limit of its own, and Node goes by it', () => {
    const [options = ''] = /NODE_OPTIONS="[^"]*"/.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
    expect(flagsIn(options)).toEqual(FLAGS.filter((flag) => !flag.startsWith('--max-old-space-size')));
  });
});
