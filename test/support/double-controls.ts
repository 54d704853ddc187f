// The controls of Stripe's double on a stack: what it is told to do, and what it has seen.

type Asked = readonly [method: 'GET' | 'POST', path: string, input?: object | undefined];

/** @param stripe the double's address, as `StackInfo.stripe` has it. @throws when the control refuses. */
export async function askDouble(stripe: string, ...asked: Asked): Promise<unknown> {
  const { isTaken, answer } = await callDouble(stripe, ...asked);
  if (!isTaken) throw refusal(asked, answer);
  return answer;
}

/** For those whose last answer may have been lost. @throws only when nothing answers. */
export async function callDouble(
  stripe: string,
  ...[method, path, input]: Asked
): Promise<{ readonly isTaken: boolean; readonly answer: unknown }> {
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const response = await fetch(`${stripe}/_double${path}`, { method, ...body });
  return { isTaken: response.ok, answer: await response.json() };
}

export const refusal = ([method, path]: Asked, answer: unknown): Error =>
  new Error(`the double refused ${method} ${path}: ${JSON.stringify(answer)}`);
