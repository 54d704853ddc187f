// docker-compose.yml against the Compose project's own parser, and against what our processes read.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENV_NAMES } from '../../infra/env.ts';

const PARSER = 'github.com/compose-spec/compose-go/v2/cmd@v2.16.2';
const GO = 'go';
const FILE = 'docker-compose.yml';
const compose = readFileSync(FILE, 'utf8');
const dockerfile = readFileSync('Dockerfile', 'utf8');

function hasGo(): boolean {
  try {
    execFileSync(GO, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isSkipped = !hasGo() && process.env.CI === undefined;
if (isSkipped) console.warn('SKIPPED: docker-compose.yml is not checked by its parser, for want of Go.');

describe('docker-compose.yml', () => {
  it.skipIf(isSkipped)('the parser accepts it', () => {
    const { status, stderr } = spawnSync(GO, ['run', PARSER, '-no-interpolation', FILE], {
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  });

  it('sets no variable of ours that nobody reads', () => {
    const application = compose.slice(compose.indexOf('x-app:'), compose.indexOf('services:'));
    const set = [...application.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name ?? '');
    expect(set.length).toBeGreaterThan(2);
    expect(set.filter((name) => !ENV_NAMES.includes(name))).toEqual([]);
  });

  it('starts programs that the build makes', () => {
    const programs = [...`${compose}${dockerfile}`.matchAll(/"dist\/([\w/.-]+)\.js"/g)].map(
      ([, path]) => `${path}.ts`,
    );
    expect(programs.toSorted()).toEqual([
      'api/codec/main.ts',
      'api/main.ts',
      'infra/migrate/main.ts',
      'infra/setup/temporal.ts',
      'worker/main.ts',
    ]);
    for (const program of programs) expect(readFileSync(program, 'utf8')).not.toBe('');
  });

  it('holds no secret, and opens nothing to the network', () => {
    expect(compose).not.toMatch(/(?:sk|rk)_(?:test|live)_|whsec_/);
    for (const [, host] of compose.matchAll(/^ {6}- "([^"]*?):[^"]*:\d+"$/gm)) expect(host).toBe('127.0.0.1');
    expect(compose.match(/^ {4}ports:/gm)).toHaveLength(3);
  });
});
