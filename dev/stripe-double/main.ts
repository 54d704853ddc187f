// The double as a process of its own: settings from the environment, one line when ready, SIGTERM ends it.
import { type StripeDoubleOptions, startStripeDouble } from './server.ts';

function readOptions(env: NodeJS.ProcessEnv): StripeDoubleOptions {
  const {
    STRIPE_DOUBLE_DATA: file,
    STRIPE_DOUBLE_WEBHOOK_URL: url,
    STRIPE_DOUBLE_WEBHOOK_SECRET: secret,
  } = env;
  if (Boolean(url) !== Boolean(secret))
    throw new Error('STRIPE_DOUBLE_WEBHOOK_URL and STRIPE_DOUBLE_WEBHOOK_SECRET go together');
  return {
    port: readNumber(env, 'STRIPE_DOUBLE_PORT') ?? 4242,
    ...(file ? { journalFile: file } : {}),
    ...(url && secret ? { webhook: { url, secret } } : {}),
    ...optional('outcomeMs', readNumber(env, 'STRIPE_DOUBLE_OUTCOME_MS')),
    ...optional('balanceMs', readNumber(env, 'STRIPE_DOUBLE_BALANCE_MS')),
  };
}

const optional = (name: 'outcomeMs' | 'balanceMs', value: number | undefined) =>
  value === undefined ? {} : { [name]: value };

function readNumber(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}

const starting = startStripeDouble(readOptions(process.env));

// Before the ready line: whoever reads it may stop the process at once.
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    void starting.then((double) => double.close()).then(() => process.exit(0));
  });

console.log(`stripe double listening on ${(await starting).url}`);
