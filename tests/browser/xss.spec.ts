/** Hostile text in a real browser, with and without the policy: it stays text. */
import { expect } from 'playwright/test';
import { aComment, discussion, essay } from '../support/site.ts';
import { forbiddenIn, storeAll, unprotected, vectors, watchForHarm, withoutPolicy } from './hostile.ts';
import { test } from './site.ts';

test.use({ settings: { COMMENTS: 'open', LIMITS: 'off' } });

const fields = ['comment', 'name', 'email', 'website'] as const;
let stored = 0;
test.beforeAll(async ({ site }) => {
  stored = await storeAll(site, discussion, vectors);
});

for (const policy of [true, false]) {
  const how = policy ? 'under the policy' : 'without the policy';

  test(`as comment, name and website it runs nothing and fetches nothing, ${how}`, async ({ context, page, site }) => {
    const harm = await watchForHarm(context, site);
    if (!policy) await withoutPolicy(context);
    let seen = 0;
    await page.goto(essay, { waitUntil: 'load' });
    for (;;) {
      const { comments, forbidden } = await forbiddenIn(page);
      expect(forbidden).toEqual([]);
      seen += comments;
      // The name is shown again in the form, by script.
      for (const reply of await page.locator('[data-reply]').all()) await reply.evaluate((link) => (link as HTMLElement).click());
      expect((await forbiddenIn(page)).forbidden).toEqual([]);
      const more = page.getByRole('link', { name: 'More comments' });
      if ((await more.count()) === 0) break;
      await page.goto((await more.getAttribute('href')) ?? '', { waitUntil: 'load' });
    }
    await page.waitForLoadState('networkidle');
    expect(seen).toBe(stored);
    expect(stored).toBeGreaterThan(vectors.length * 0.9);
    expect(harm).toEqual({ ran: [], fetched: [] });
  });

  test(`in a form that comes back it runs nothing and fetches nothing, ${how}`, async ({ context, page, site }) => {
    const harm = await watchForHarm(context, site);
    if (!policy) await withoutPolicy(context);
    await page.goto(discussion);
    for (let from = 0; from < vectors.length; from += 4) {
      // Each field holds another vector; none of them is an e-mail address.
      const sent = fields.map((name, place) => [name, vectors[(from + place) % vectors.length] ?? ''] as const);
      await page.locator('form[data-discussion]').evaluate((form, values) => {
        form.id = 'sent';
        for (const [name, value] of values) Object.assign(form.querySelector(`#${name}`) ?? {}, { value });
        HTMLFormElement.prototype.submit.call(form);
      }, sent);
      await expect(page.locator('form:not(#sent) #problems')).toBeVisible();
      for (const [name, value] of sent) {
        const lines = name === 'comment' ? value : value.replaceAll(/[\r\n]/g, '');
        if (name !== 'email') expect(await page.locator(`#${name}`).inputValue()).toBe(name === 'website' ? lines.trim() : lines);
      }
      expect(await page.locator('#respond form').locator('img, script, svg, math, iframe, style, [onerror], [onfocus]').count()).toBe(0);
    }
    expect(harm).toEqual({ ran: [], fetched: [] });
  });
}

test('posted in place by script it stays text, too', async ({ context, page, site }) => {
  const harm = await watchForHarm(context, site);
  await withoutPolicy(context);
  await page.goto(essay);
  for (const [number, vector] of vectors.slice(0, 12).entries()) {
    for (const [name, value] of Object.entries(aComment({ comment: `${number} in place ${vector}`, name: vector }))) {
      await page.locator(`#${name}`).evaluate((field, text) => ((field as HTMLInputElement).value = text), value);
    }
    await page.getByRole('button', { name: 'Post Comment' }).click();
    // Published or waiting, by what is noticed about a flood of such texts.
    await expect(page.locator('#discussion')).toContainText(`${number} in place`);
    await expect(page.locator('article:focus, .next:focus')).toHaveCount(1);
    expect((await forbiddenIn(page)).forbidden).toEqual([]);
  }
  expect(harm).toEqual({ ran: [], fetched: [] });
});

test('the same text without protection runs and fetches', async ({ context, page, site }) => {
  const harm = await watchForHarm(context, site);
  await unprotected(page, site, vectors);
  await expect.poll(() => harm.ran.length).toBeGreaterThan(50);
  expect(harm.fetched.length).toBeGreaterThan(5);
});
