// The stack's ports and settings: free ones on demand, taken ones said plainly.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pauseAfter } from '../../../dev/stack/backoff.ts';
import { DEFAULT_PORTS, FREE_PORTS, PORT_NAMES, settlePorts } from '../../../dev/stack/ports.ts';
import { readSettings } from '../../../dev/stack/settings.ts';

let folder: string;
let file: string;
let taken: Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ports-'));
  file = join(folder, 'ports.json');
  taken = [];
});
afterEach(() => {
  for (const server of taken) server.close();
  rmSync(folder, { recursive: true });
});

function take(port: number): Promise<number> {
  const server = createServer();
  taken.push(server);
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(address === null || typeof address === 'string' ? 0 : address.port);
    });
  });
}

describe('ports', () => {
  it('taken → every one is named at once, with the piece and the variable that moves it', async () => {
    const [temporal, postgres] = [await take(0), await take(0)];
    const wish = { ...FREE_PORTS, temporal, postgres };
    const failed = settlePorts(wish, ['postgres', 'temporal'], file);
    await expect(failed).rejects.toThrow(`Port ${postgres}, for PostgreSQL, is taken`);
    await expect(failed).rejects.toThrow('STACK_TEMPORAL_PORT');
  });

  it('taken, of a piece that does not run here → no matter', async () => {
    const postgres = await take(0);
    await expect(settlePorts({ ...FREE_PORTS, postgres }, ['api'], file)).resolves.toBeDefined();
  });

  it('free ones wished → all different, and the same again next time', async () => {
    const first = await settlePorts(FREE_PORTS, PORT_NAMES, file);
    expect(new Set(Object.values(first)).size).toBe(PORT_NAMES.length);
    expect(await settlePorts(FREE_PORTS, PORT_NAMES, file)).toEqual(first);
  });

  it('free ones wished, one of last time taken meanwhile → another one', async () => {
    const first = await settlePorts(FREE_PORTS, ['stripe'], file);
    await take(first.stripe);
    expect((await settlePorts(FREE_PORTS, ['stripe'], file)).stripe).not.toBe(first.stripe);
  });
});

describe('settings', () => {
  const ports = (env: Record<string, string>, args: string[] = []) => readSettings(env, args, () => {}).ports;

  it('nothing configured → the documented ports', () => {
    expect(ports({})).toEqual(DEFAULT_PORTS);
  });

  it('an offset moves all, a variable of its own one', () => {
    expect(ports({ STACK_PORT_OFFSET: '100', STACK_POSTGRES_PORT: '6000' })).toMatchObject({
      api: 3100,
      temporal: 7333,
      postgres: 6000,
    });
    expect(ports({ STACK_PORT_OFFSET: '100' }, ['--port-offset', '200']).api).toBe(3200);
  });

  it.each([
    ['PORT', 'eighty'],
    ['STACK_STRIPE_PORT', '70000'],
    ['STACK_PORT_OFFSET', '-1'],
  ])('%s=%s → refused by name', (name, value) => {
    expect(() => ports({ [name]: value })).toThrow(/expected a port/);
  });
});

describe('the pause before a child is started again', () => {
  it('doubles with each death, up to half a minute', () => {
    expect([1, 2, 3, 4, 20].map(pauseAfter)).toEqual([500, 1_000, 2_000, 4_000, 30_000]);
  });
});
