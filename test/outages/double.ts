// The double's controls.

/** @throws when the control refuses. */
export async function askDouble(
  stripe: string,
  method: 'GET' | 'POST',
  ...[path, input]: [path: string, input?: object]
): Promise<unknown> {
  const body = input === undefined ? {} : { body: JSON.stringify(input) };
  const answer = await fetch(`${stripe}/_double${path}`, { method, ...body });
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
  return answer.json();
}
