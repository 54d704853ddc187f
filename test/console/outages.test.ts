// A counter whose network, whose server or whose answers go away: it says so, and catches up by itself.
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { screenshot } from './browser.ts';
import { type Counter, cardOf, counterForFile, upToDate } from './counter.ts';

let counter: Counter;
counterForFile((opened) => {
  counter = opened;
});

const PATIENCE = { timeout: 30_000 };
const LOST = /^Connexion perdue depuis \d\d:\d\d, reprise…$/;

async function open(prepare: (page: Page) => Promise<unknown> = async () => undefined) {
  const context: BrowserContext = await counter.openContext();
  const page = await context.newPage();
  await prepare(page);
  await page.goto(`${counter.stack.info.api}/boucher`);
  return { context, page };
}

describe('the network', () => {
  it('cut and back → says since when; what came meanwhile is there', { timeout: 120_000 }, async () => {
    const { context, page } = await open();
    const known = await counter.counterOrder();
    await cardOf(page, known).waitFor(PATIENCE);
    await context.setOffline(true);
    await page.getByText(LOST).waitFor(PATIENCE);
    await screenshot(page, 'offline');
    await counter.butcher.decide(known.id, 'accept');
    const missed = await counter.paidOrder();
    expect(await cardOf(page, missed).count()).toBe(0);
    await context.setOffline(false);
    await cardOf(page, missed).waitFor(PATIENCE);
    await cardOf(page, known).waitFor({ state: 'detached' });
    await upToDate(page);
  });

  it('a decision tapped offline → nothing is claimed; tapped again later → done', {
    timeout: 120_000,
  }, async () => {
    const { context, page } = await open();
    const order = await counter.counterOrder();
    const accept = cardOf(page, order).getByRole('button', { name: 'Accepter' });
    await accept.waitFor(PATIENCE);
    await context.setOffline(true);
    await accept.click();
    await page.getByText(`Commande ${order.pickupCode} : pas de réponse du réseau`).waitFor(PATIENCE);
    await screenshot(page, 'offline-decision');
    await context.setOffline(false);
    await upToDate(page);
    expect((await counter.customer.order(order.id)).status).toBe('PENDING');
    await accept.click();
    await page.getByText(`Commande ${order.pickupCode} acceptée.`).waitFor(PATIENCE);
    expect(await page.getByText('pas de réponse du réseau').count()).toBe(0);
  });

  it('the answer to a decision is lost each time → the order itself tells that it is done', {
    timeout: 120_000,
  }, async () => {
    const order = await counter.counterOrder();
    const { page } = await open((opened) =>
      opened.route('**/accept', async (route) => {
        await route.fetch();
        await route.abort();
      }),
    );
    await cardOf(page, order).getByRole('button', { name: 'Accepter' }).click();
    expect(await cardOf(page, order).getByRole('button', { name: 'Envoi…' }).isDisabled()).toBe(true);
    await cardOf(page, order).waitFor({ state: 'detached', timeout: 30_000 });
    await page.getByText(`Commande ${order.pickupCode} acceptée.`).waitFor(PATIENCE);
    const accepted = (await counter.butcher.timeline(order.id)).filter(({ kind }) => kind === 'ACCEPTED');
    expect(accepted).toHaveLength(1);
  });
});

describe('the server', () => {
  it('killed and back → says so, and catches up', { timeout: 180_000 }, async () => {
    const { page } = await open();
    await upToDate(page);
    const { restart } = await counter.stack.halt('api');
    await page.getByText(LOST).waitFor(PATIENCE);
    await restart();
    const order = await counter.counterOrder();
    await cardOf(page, order).waitFor(PATIENCE);
    await upToDate(page);
    counter.stack.signal('api', 'SIGKILL');
    await page.getByText(LOST).waitFor(PATIENCE);
    await vi.waitFor(() => counter.butcher.decide(order.id, 'accept'), 60_000);
    await cardOf(page, order).waitFor({ state: 'detached', timeout: 40_000 });
    await upToDate(page);
  });

  it('gives no stream → read again every 15 s, which is said', { timeout: 120_000 }, async () => {
    const { page } = await open((opened) =>
      opened.route('**/stream', (route) => route.fulfill({ status: 429 })),
    );
    await page.getByText('Pas de direct : relecture toutes les 15 s').waitFor(PATIENCE);
    const order = await counter.counterOrder();
    await cardOf(page, order).waitFor({ timeout: 25_000 });
    await screenshot(page, 'no-stream');
  });

  it('says that the session is over → so does the counter, with the way to sign in', async () => {
    const { context, page } = await open();
    const order = await counter.counterOrder();
    const accept = cardOf(page, order).getByRole('button', { name: 'Accepter' });
    await accept.waitFor(PATIENCE);
    await context.clearCookies();
    await accept.click();
    await page.getByText('Votre session est terminée.').waitFor(PATIENCE);
    expect(await page.getByRole('link', { name: 'Se reconnecter' }).isVisible()).toBe(true);
    await screenshot(page, 'session-over');
  });
});

describe('the clock', () => {
  it('the tablet’s is two hours behind → the countdown is the server’s', async () => {
    const order = await counter.counterOrder();
    const { page } = await open((opened) => opened.clock.install({ time: Date.now() - 7_200_000 }));
    await page.clock.resume();
    await cardOf(page, order).waitFor(PATIENCE);
    await expect
      .poll(() => cardOf(page, order).getByRole('timer').textContent(), { timeout: 15_000 })
      .toMatch(/^(28|29|30) min$/);
  });

  it('the time to decide is over → refused by itself, and the card goes', { timeout: 120_000 }, async () => {
    await counter.sql(`UPDATE "Shop" SET "decisionWindowMs" = 9000 WHERE id = 'boucherie-martin'`);
    try {
      const { page } = await open();
      await upToDate(page);
      const order = await counter.counterOrder();
      await expect
        .poll(() => cardOf(page, order).getByRole('timer').textContent(), { timeout: 15_000 })
        .toMatch(/^\d s$/);
      await screenshot(page, 'urgent');
      await cardOf(page, order).getByRole('button', { name: 'Refuser' }).click();
      await page
        .getByText(
          `Le délai est passé : la commande a été refusée automatiquement (commande ${order.pickupCode}).`,
        )
        .waitFor(PATIENCE);
    } finally {
      await counter.sql(`UPDATE "Shop" SET "decisionWindowMs" = 1800000 WHERE id = 'boucherie-martin'`);
    }
  });
});
