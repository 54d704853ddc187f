// The environment: complete or refused, every problem at once, no value ever shown.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  BadEnv,
  ENV_NAMES,
  type EnvSource,
  readApiEnv,
  readSetupTemporalEnv,
  readWorkerEnv,
} from '../../infra/env.ts';

const GOOD: EnvSource = {
  DATABASE_URL: 'postgresql://orders@localhost/orders',
  STRIPE_SECRET_KEY: 'sk_test_abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_one,whsec_two',
  AUTH_JWKS_URL: 'https://issuer.test/jwks',
  AUTH_ISSUER: 'https://issuer.test',
  NEXT_PUBLIC_APP_URL: 'https://shop.test',
};

function problemsOf(change: EnvSource): readonly string[] {
  try {
    readApiEnv({ ...GOOD, ...change });
    return [];
  } catch (error) {
    if (error instanceof BadEnv) return error.problems;
    throw error;
  }
}

describe('a complete environment', () => {
  it('is read with its defaults', () => {
    expect(readApiEnv(GOOD)).toMatchObject({
      PORT: 3000,
      TEMPORAL_ADDRESS: '127.0.0.1:7233',
      STRIPE_WEBHOOK_SECRET: ['whsec_one', 'whsec_two'],
      CORS_ORIGINS: [],
    });
  });

  it('is enough for the worker without what only the API needs', () => {
    expect(() =>
      readWorkerEnv({ ...GOOD, AUTH_ISSUER: undefined, STRIPE_WEBHOOK_SECRET: undefined }),
    ).not.toThrow();
  });
});

describe('a build', () => {
  it('without a name is none, and belongs to a deployment all the same', () => {
    expect(readWorkerEnv(GOOD)).toMatchObject({ WORKER_DEPLOYMENT: 'klikandgo-orders' });
    expect(readWorkerEnv(GOOD).WORKER_BUILD_ID).toBeUndefined();
  });

  it.each(['2026-11-26.1', 'a', '0f3c9d1e'])('may be called %s', (name) => {
    expect(readWorkerEnv({ ...GOOD, WORKER_BUILD_ID: name }).WORKER_BUILD_ID).toBe(name);
  });

  it.each([
    ['WORKER_BUILD_ID', 'Feature/x'],
    ['WORKER_BUILD_ID', 'ends-'],
    ['WORKER_BUILD_ID', 'a'.repeat(41)],
    ['WORKER_DEPLOYMENT', 'orders.eu'],
  ])('%s=%s is refused', (name, value) => {
    expect(() => readWorkerEnv({ ...GOOD, [name]: value })).toThrow(name);
  });
});

describe('the drain', () => {
  it.each([
    ['0', '1'],
    ['15', '20'],
    ['300', '305'],
  ])('of %s s within a deadline of %s s is taken', (drain, deadline) => {
    const env = { DRAIN_SECONDS: drain, SHUTDOWN_DEADLINE_SECONDS: deadline };
    expect(problemsOf(env)).toEqual([]);
  });
});

describe('a bad environment', () => {
  it('tells every problem at once, one line each', () => {
    const problems = problemsOf({ DATABASE_URL: '', STRIPE_SECRET_KEY: undefined, PORT: '99999' });
    expect(
      problems.map((problem) => problem.split(':')[0]).toSorted((a = '', b = '') => a.localeCompare(b)),
    ).toEqual(['DATABASE_URL', 'PORT', 'STRIPE_SECRET_KEY']);
  });

  it.each([
    ['STRIPE_WEBHOOK_SECRET', ' '],
    ['STRIPE_WEBHOOK_SECRET', 'whsec_one,,whsec_two'],
    ['STRIPE_WEBHOOK_SECRET', 'nonsense'],
    ['STRIPE_SECRET_KEY', 'pk_test_public'],
    ['STRIPE_SECRET_KEY', 'sk_test_local_double'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['TEMPORAL_TLS', 'yes'],
    ['CORS_ORIGINS', 'https://a.test/path'],
    ['DATABASE_URL', 'mysql://localhost/orders'],
    ['DATABASE_POOL_SIZE', '0'],
    ['STRIPE_CALLS_PER_SECOND', '0'],
    ['STRIPE_CALLS_PER_SECOND', '2.5'],
    ['RATE_LIMIT_FACTOR', '0'],
    ['UNPAID_ORDERS_PER_CUSTOMER', '0'],
    ['OPEN_ORDERS_PER_SHOP', '-1'],
    ['LOG_LEVEL', 'loud'],
    ['DRAIN_SECONDS', '-1'],
    ['DRAIN_SECONDS', '16'],
    ['METRICS_PORT', '0'],
    ['METRICS_PORT', '65536'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4317'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['OTEL_TRACES_SAMPLER_ARG', 'half'],
  ])('%s=%j is refused without showing the value', (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}: `));
    if (value.trim() !== '' && value.length > 5) expect(problems[0]).not.toContain(value);
  });

  it('refuses a live key with a double, or with a page that is not https', () => {
    const live = { STRIPE_SECRET_KEY: 'sk_live_abc' };
    expect(problemsOf({ ...live })).toEqual([]);
    expect(problemsOf({ ...live, STRIPE_API_BASE: 'http://127.0.0.1:4242' })).toHaveLength(1);
    expect(problemsOf({ ...live, NEXT_PUBLIC_APP_URL: 'http://shop.test' })).toHaveLength(1);
  });
});

describe('watching', () => {
  it('shows and traces nothing unless asked to', () => {
    expect(readApiEnv(GOOD)).toMatchObject({ METRICS_HOST: '127.0.0.1', OTEL_TRACES_SAMPLER_ARG: 1 });
    expect(readApiEnv(GOOD).METRICS_PORT).toBeUndefined();
    expect(readApiEnv(GOOD).OTEL_EXPORTER_OTLP_ENDPOINT).toBeUndefined();
  });

  it('takes a port, a collector and a share', () => {
    const asked = {
      METRICS_PORT: '9464',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    };
    expect(readWorkerEnv({ ...GOOD, ...asked })).toMatchObject({
      ...asked,
      METRICS_PORT: 9464,
      OTEL_TRACES_SAMPLER_ARG: 0.25,
    });
  });
});

describe('a Temporal server elsewhere', () => {
  const AWAY = { TEMPORAL_ADDRESS: 'orders.a1b2c.tmprl.cloud:7233' };
  const UNSAID =
    'TEMPORAL_TLS: needed, as TEMPORAL_ADDRESS is not this machine: true, or false to send orders unencrypted';

  it.each(['temporal:7233', '10.0.0.7:7233', 'localhost.evil.test:7233', '127.0.0.1.evil.test:7233'])(
    'at %s, without a word on encryption → refused',
    (address) => {
      expect(problemsOf({ TEMPORAL_ADDRESS: address })).toEqual([UNSAID]);
    },
  );

  it.each(['127.0.0.1:7233', '127.1.2.3:7233', 'localhost:7233', 'LOCALHOST:7233'])(
    'on this machine, %s → needs none',
    (address) => {
      expect(problemsOf({ TEMPORAL_ADDRESS: address })).toEqual([]);
    },
  );

  it.each([
    { TEMPORAL_TLS: 'true' },
    { TEMPORAL_TLS: 'false' },
    { TEMPORAL_API_KEY: 'key' },
    { TEMPORAL_TLS_CERT: 'client.pem', TEMPORAL_TLS_KEY: 'client.key' },
    { TEMPORAL_TLS_SERVER_CA: 'ca.pem' },
  ])('with %o → as was said', (said) => {
    expect(problemsOf({ ...AWAY, ...said })).toEqual([]);
  });

  it.each([
    [{ TEMPORAL_TLS_CERT: 'client.pem' }, 'TEMPORAL_TLS_KEY: needed with TEMPORAL_TLS_CERT'],
    [
      { TEMPORAL_TLS_KEY: 'client.key', TEMPORAL_TLS: 'true' },
      'TEMPORAL_TLS_CERT: needed with TEMPORAL_TLS_KEY',
    ],
    [
      { TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' },
      'TEMPORAL_TLS: false, but an API key or a certificate is set: they need TLS',
    ],
  ])('with %o, which is half of something → %s', (said, problem) => {
    expect(problemsOf({ ...AWAY, ...said })).toEqual([problem]);
  });

  it('is refused to the worker and to the commands, too', () => {
    expect(() => readWorkerEnv({ ...GOOD, ...AWAY })).toThrow(UNSAID);
    expect(() => readSetupTemporalEnv(AWAY)).toThrow(UNSAID);
  });
});

describe('notices', () => {
  const MAIL = { SMTP_URL: 'smtp://mail.test:587', MAIL_FROM: 'Klik&Go <commandes@klikandgo.example>' };
  const problems = (change: EnvSource): readonly string[] => {
    try {
      readWorkerEnv({ ...GOOD, ...change });
      return [];
    } catch (error) {
      if (error instanceof BadEnv) return error.problems;
      throw error;
    }
  };

  it('are off without a mail server, and on with one and a sender', () => {
    expect(readWorkerEnv(GOOD).SMTP_URL).toBeUndefined();
    expect(readWorkerEnv({ ...GOOD, ...MAIL })).toMatchObject(MAIL);
    expect(readWorkerEnv(GOOD).WEBHOOKS_TO_PRIVATE_ADDRESSES).toBe(false);
  });

  it.each([
    [{ ...MAIL, MAIL_FROM: '' }, 'MAIL_FROM: needed with SMTP_URL'],
    [{ ...MAIL, SMTP_URL: '' }, 'SMTP_URL: needed with MAIL_FROM'],
    [
      { ...MAIL, SMTP_URL: 'https://mail.test' },
      'SMTP_URL: expected a URL starting with smtp:// or smtps://',
    ],
    [{ ...MAIL, MAIL_FROM: 'Klik&Go' }, 'MAIL_FROM: expected an address, or a name and an address in <>'],
    [
      { ...MAIL, MAIL_FROM: 'a@b.fr\nBcc: c@d.fr' },
      'MAIL_FROM: expected an address, or a name and an address in <>',
    ],
    [{ WEBHOOKS_TO_PRIVATE_ADDRESSES: 'yes' }, 'WEBHOOKS_TO_PRIVATE_ADDRESSES: expected true or false'],
  ])('%o → %s', (change, problem) => {
    expect(problems(change)).toEqual([problem]);
  });
});

describe('.env.example', () => {
  it('documents exactly the variables that are read, by the processes or by docker-compose.yml', () => {
    const documented = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm);
    const alphabetical = (a: string, b: string): number => a.localeCompare(b);
    expect([...documented].map(([, name]) => name ?? '').toSorted(alphabetical)).toEqual(
      [...ENV_NAMES, 'POSTGRES_PASSWORD', 'UI_CODEC_ENDPOINT'].toSorted(alphabetical),
    );
  });
});
