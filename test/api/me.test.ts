// GET /api/me: who the pages are shown to.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeBody } from '../../api/visitors/me-body.ts';
import { openWorld, type World } from './api-world.ts';
import { type Person, read, send } from './callers.ts';
import { SIGN_IN_URL } from './pages.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const me = async (who: Person, headers: Record<string, string> = {}) =>
  read(await send(world, who, ['GET /api/me', { headers }]), 200, MeBody);

describe('who am I', () => {
  it('nobody, or a session that is no good → no user, no shops, where to sign in', async () => {
    const nobody = { user: null, shops: [], signInUrl: SIGN_IN_URL };
    expect(await me('nobody')).toEqual(nobody);
    expect(await me('nobody', { Cookie: '__session=a.b.c' })).toEqual(nobody);
  });

  it('a customer, also by cookie → their id, no shops', async () => {
    const marie = { user: { id: 'user_marie', isOperator: false }, shops: [], signInUrl: SIGN_IN_URL };
    expect(await me('marie')).toEqual(marie);
    const cookie = `__session=${await world.issuer.token({ sub: 'user_marie' })}`;
    expect(await me('nobody', { Cookie: cookie })).toEqual(marie);
  });

  it('a butcher → the shops they are a member of; an operator → known as one', async () => {
    expect((await me('martin')).shops).toEqual([{ id: 'boucherie-martin', name: 'Boucherie Martin' }]);
    expect((await me('operator')).user).toEqual({ id: 'user_operator', isOperator: true });
  });

  it('where nobody said how to sign in → null', async () => {
    const bare = await openWorld({ signInUrl: null });
    expect(await read(await fetch(`${bare.url}/api/me`), 200, MeBody)).toMatchObject({ signInUrl: null });
    await bare.close();
  });
});
