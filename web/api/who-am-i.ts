// Asks the API who is here. Somebody who was, and is not for a moment, is asked for again before that is believed.
import type { Me } from './bodies.ts';
import { readMe } from './endpoints.ts';
import { ApiProblem } from './failure.ts';
import { SESSION, waitForRenewal } from './session.ts';

/** @throws ApiProblem, NoAnswer; 401 once a session has ended: what was known before is then still shown. */
export async function whoAmI(): Promise<Me> {
  for (let attempt = 1; ; attempt += 1) {
    const me = await readMe();
    if (me.user !== null) {
      SESSION.noteUser(me.user.id);
      return me;
    }
    const wait = waitForRenewal(attempt, SESSION.state());
    if (wait === null) return nobody(me);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

function nobody(me: Me): Me {
  SESSION.noteNobody();
  if (SESSION.state() !== 'ended') return me;
  const problem = {
    type: 'about:blank',
    title: '',
    status: 401,
    code: 'UNAUTHENTICATED',
    detail: '',
    error: '',
  };
  throw new ApiProblem(problem, null);
}
