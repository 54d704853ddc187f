// Finds and runs a control.
import { transact } from '../account.ts';
import type { Answer, Call, Double } from '../double.ts';
import { type Control, ControlRefusal } from './control.ts';
import { MONEY_CONTROLS } from './money-controls.ts';
import { VIEW_CONTROLS } from './view-controls.ts';
import { WORLD_CONTROLS } from './world-controls.ts';

const CONTROLS = [...WORLD_CONTROLS, ...MONEY_CONTROLS, ...VIEW_CONTROLS].map((control) => ({
  control,
  pattern: new RegExp(`^${control.path.replace(':id', '([^/]+)')}$`),
}));

export function answerControl(double: Double, call: Call): Answer {
  for (const { control, pattern } of CONTROLS) {
    const match = control.method === call.method ? pattern.exec(call.path) : null;
    if (match !== null) return run(double, control, { call, id: match[1] ?? '' });
  }
  const known = CONTROLS.map(({ control }) => `${control.method} ${control.path}`);
  return json(404, { error: `no such control: ${call.method} ${call.path}`, known });
}

function run(double: Double, control: Control, asked: { call: Call; id: string }): Answer {
  try {
    const input = readInput(asked.call);
    return json(
      200,
      transact(double.account, null, () => control.run(double, input, asked.id)),
    );
  } catch (error) {
    if (error instanceof ControlRefusal) return json(400, { error: error.message });
    throw error;
  }
}

function readInput(call: Call): unknown {
  if (call.method === 'GET') return Object.fromEntries(new URLSearchParams(call.query));
  if (call.body.trim() === '') return {};
  try {
    const input: unknown = JSON.parse(call.body);
    return input;
  } catch {
    throw new ControlRefusal('the body is not JSON');
  }
}

function json(status: number, body: object): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}
