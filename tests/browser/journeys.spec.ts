/** What readers and commenters do, in Chromium: the same with JavaScript off and on, then what JavaScript adds. */
import { expect, type Page } from 'playwright/test';
import { afterword, discussion, essay, type Site } from '../support/site.ts';
import { field, write } from './pages.ts';
import { approvedComment, test } from './site.ts';

const note = 'Your email address will not be published. Required fields are marked *';
const rememberLabel = 'Save my name, email, and website in this browser for the next time I comment.';
const problem = (page: Page) => page.getByRole('alert', { name: 'There is a problem' });
const post = (page: Page) => page.getByRole('button', { name: 'Post Comment' });
const comment = (page: Page, text: string) => page.locator('article[id^="comment-"]', { hasText: text });
let people = 0;

/** A person no other test knows. */
function somebody(): { Name: string; Email: string } {
  people += 1;
  const name = `Person ${people} of ${process.pid}`;
  return { Name: name, Email: `${name.replaceAll(' ', '-').toLowerCase()}@example.org` };
}

/** Approves the comment that a page shows, as a moderator would. */
async function approve(site: Site, page: Page, text: string): Promise<void> {
  const id = await idOf(page, text);
  const { code, output } = await afterword(site.env, 'comments', 'approve', String(id));
  expect(code, output).toBe(0);
}

async function idOf(page: Page, text: string): Promise<number> {
  return Number((await comment(page, text).getAttribute('id'))?.replace('comment-', ''));
}

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('the essay is read from the strip to the footer, in the order of the original', async ({ page }) => {
      await page.goto(essay);
      const order = [
        page.getByRole('heading', { name: 'Trending Now' }),
        page.getByRole('heading', { level: 1, name: 'What outcome are you negotiating for?' }),
        page.locator('article header a[rel=author]', { hasText: 'Mike Moran' }),
        page.locator('article header time[datetime="2008-02"]', { hasText: 'February 2008' }),
        page.locator('article .e-content > p').first(),
        page.locator('article .e-content > ul'),
        page.getByText('First published on'),
        page.getByRole('heading', { level: 2, name: 'Mike Moran' }),
        page.getByRole('heading', { level: 2, name: 'Join the Discussion' }),
        page.getByText(note),
        field(page, 'Comment'),
        field(page, 'Name'),
        field(page, 'Email'),
        field(page, 'Website'),
        page.getByRole('checkbox', { name: rememberLabel, exact: true }),
        post(page),
        page.getByRole('link', { name: 'Back to top', includeHidden: true }),
        page.getByRole('contentinfo'),
      ];
      let before = -1;
      for (const part of order) {
        await expect(part).toHaveCount(1);
        const place = await part.evaluate((element) => [...document.querySelectorAll('*')].indexOf(element));
        expect(place, String(part)).toBeGreaterThan(before);
        before = place;
      }
      await expect(page.locator('article header .facts')).toHaveText(/^\s*By Mike Moran\s*·\s*February 2008\s*·\s*\d\smin\sread\s*$/);
      expect(await page.locator('article .e-content > ul > li').count()).toBe(3);
      for (const label of ['Comment', 'Name', 'Email']) await expect(field(page, label)).toHaveAttribute('required');
      await expect(field(page, 'Website')).not.toHaveAttribute('required');
    });

    test('Back to top leads back to the top', async ({ page }) => {
      await page.goto(essay);
      const link = page.getByRole('link', { name: 'Back to top' });
      await expect(link, 'there is nothing to go back to yet').toBeHidden();
      await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
      await page.keyboard.press('End');
      await expect(link).toBeVisible();
      await link.click();
      await expect(page).toHaveURL(/#top$/);
      await expect(page.getByRole('banner')).toBeInViewport();
    });

    test('a comment is left, waits, is approved, read by others and answered', async ({ page, site, browser }) => {
      const text = `The relationship was the outcome, says ${somebody().Name}.`;
      await page.goto(essay);
      await write(page, { ...somebody(), Comment: text, Website: 'example.org' });
      await post(page).click();
      await expect(page.getByText('waits for a moderator')).toBeVisible();
      await expect(comment(page, text)).toBeFocused();

      const others = await browser.newContext({ javaScriptEnabled, baseURL: site.url });
      const other = await others.newPage();
      await other.goto(essay);
      await expect(comment(other, text)).toHaveCount(0);
      await approve(site, page, text);
      await expect(async () => {
        await other.reload();
        await expect(comment(other, text)).toBeVisible({ timeout: 500 });
      }).toPass();
      await expect(comment(other, text).getByRole('link', { name: /^Person/ })).toHaveAttribute('href', 'https://example.org/');

      const reply = `And who wanted it? asks ${somebody().Name}.`;
      const author = (await comment(other, text).locator('bdi').first().textContent()) ?? '';
      await comment(other, text)
        .getByRole('link', { name: `Reply to ${author}` })
        .click();
      await expect(other.getByText(`Your reply to ${author}`)).toBeVisible();
      await write(other, { ...somebody(), Comment: reply });
      await post(other).click();
      await expect(other.getByText('waits for a moderator')).toBeVisible();
      await approve(site, other, reply);
      await expect(async () => {
        await page.goto(essay);
        await expect(
          page
            .locator('li', { has: comment(page, text) })
            .locator('ol')
            .filter({ has: comment(page, reply) }),
        ).toBeVisible({
          timeout: 500,
        });
      }).toPass();
      await others.close();
    });

    test('once one comment was approved the next one of the same browser appears at once', async ({ page, site }) => {
      const me = somebody();
      await page.goto(discussion);
      await write(page, { ...me, Comment: `The first of ${me.Name}.` });
      await post(page).click();
      await expect(page.getByText('waits for a moderator')).toBeVisible();
      await approve(site, page, `The first of ${me.Name}.`);
      await page.goto(discussion);
      await write(page, { ...me, Comment: `The second of ${me.Name}.` });
      await post(page).click();
      await expect(comment(page, `The second of ${me.Name}.`)).toBeInViewport();
      await expect(page.getByText('waits for a moderator')).toHaveCount(0);
      await expect(comment(page, `The first of ${me.Name}.`)).toHaveCount(1);
    });

    test('a reply can be called off', async ({ page, site }) => {
      const id = await approvedComment(site, { name: 'Answerable' });
      await page.goto(`${discussion}?reply=${id}#respond`);
      await expect(page.getByText('Your reply to Answerable')).toBeVisible();
      await expect(page.locator('input[name=parent]')).toHaveValue(String(id));
      await page.getByRole('link', { name: 'Cancel reply' }).click();
      await expect(page.getByText('Your reply to')).toBeHidden();
      await expect(page.locator('input[name=parent]')).toHaveValue('');
    });

    test('an empty form comes back with what is wrong, first and focused, leading to each field', async ({ page }) => {
      await page.goto(essay);
      await write(page, { Website: 'javascript:alert(1)' });
      await post(page).click();
      await expect(problem(page)).toBeFocused();
      await expect(page).toHaveTitle(/^Error: /);
      const links = problem(page).getByRole('link');
      await expect(links).toHaveCount(4);
      for (const [place, label] of ['Comment', 'Name', 'Email', 'Website'].entries()) {
        const words = (await links.nth(place).textContent()) ?? '';
        await links.nth(place).click();
        await expect(field(page, label)).toBeFocused();
        await expect(field(page, label)).toHaveAttribute('aria-invalid', 'true');
        await expect(field(page, label)).toHaveAccessibleDescription(new RegExp(words.replace(/[^\w ]/g, '.')));
      }
      await expect(field(page, 'Website')).toHaveValue('javascript:alert(1)');
    });

    test('nothing typed is lost in an error, and the corrected form is accepted', async ({ page, site }) => {
      const parent = await approvedComment(site, { name: 'The one before' });
      const me = somebody();
      const typed = {
        Comment: `  Two lines\n\n“kept” & <b>whole</b> ${me.Name}`,
        Name: 'Ada “the first” <Lovelace>',
        Website: 'https://example.org/?a=1&b=2',
      };
      await page.goto(`${discussion}?reply=${parent}#respond`);
      await write(page, { ...typed, Email: 'not an address' });
      await page.getByRole('checkbox', { name: rememberLabel }).check();
      await post(page).click();
      await expect(problem(page)).toBeFocused();
      await expect(problem(page).getByRole('link')).toHaveCount(1);
      for (const [label, value] of Object.entries(typed)) await expect(field(page, label)).toHaveValue(value);
      await expect(field(page, 'Email')).toHaveValue('not an address');
      await expect(field(page, 'Name')).not.toHaveAttribute('aria-invalid');
      await expect(page.getByRole('checkbox', { name: rememberLabel })).toBeChecked();
      await expect(page.getByText('Your reply to The one before')).toBeVisible();
      await write(page, { Email: me.Email });
      await post(page).click();
      await expect(page.getByText('waits for a moderator')).toBeVisible();
      await expect(page).not.toHaveTitle(/^Error: /);
      await expect(page.getByText(`“kept” & <b>whole</b> ${me.Name}`)).toBeVisible();
    });

    test('a name is remembered only when that is asked for, and forgotten when it is not any more', async ({ page, context }) => {
      const me = somebody();
      const send = async (text: string) => {
        await write(page, { Comment: text });
        await post(page).click();
        await expect(comment(page, text)).toBeFocused();
      };
      const box = page.getByRole('checkbox', { name: rememberLabel });
      const cookies = async () => (await context.cookies()).map(({ name }) => name);
      await page.goto(discussion);
      await expect(box).not.toBeChecked();
      await write(page, me);
      await send(`Not kept, ${me.Name}.`);
      expect(await cookies()).not.toContain('commenter');

      await page.goto(discussion);
      await expect(field(page, 'Name')).toHaveValue('');
      await write(page, { ...me, Website: 'https://example.org/me' });
      await box.check();
      await send(`To be remembered, ${me.Name}.`);
      expect(await cookies()).toContain('commenter');

      await page.goto(discussion);
      await expect(field(page, 'Name')).toHaveValue(me.Name);
      await expect(field(page, 'Email')).toHaveValue(me.Email);
      await expect(field(page, 'Website')).toHaveValue('https://example.org/me');
      await expect(box).toBeChecked();
      await page.goto(essay);
      // A built page is the same for everybody: only script fills it in.
      await expect(field(page, 'Name')).toHaveValue(javaScriptEnabled ? me.Name : '');
      await expect(field(page, 'Email')).toHaveValue(javaScriptEnabled ? me.Email : '');

      await page.goto(discussion);
      await box.uncheck();
      await post(page).click();
      await expect(problem(page)).toBeFocused();
      await expect(box, 'an error does not tick it again').not.toBeChecked();
      await send(`To be forgotten, ${me.Name}.`);
      expect(await cookies()).not.toContain('commenter');
      await page.goto(discussion);
      await expect(field(page, 'Name')).toHaveValue('');
      await expect(box).not.toBeChecked();
    });

    test('a closed discussion says so and has no form', async ({ page, startAnother }) => {
      const closed = await startAnother({ COMMENTS: 'closed' });
      for (const path of [essay, discussion]) {
        await page.goto(closed.url + path);
        await expect(page.getByText(/^Comments are closed/)).toBeVisible();
        await expect(page.locator('form[data-discussion]')).toHaveCount(0);
      }
    });

    test('the seventh comment within a minute is asked to wait and keeps its text', async ({ page, startAnother }) => {
      const site = await startAnother({ COMMENTS: 'open' });
      const me = somebody();
      for (let sent = 1; sent <= 6; sent += 1) {
        await page.goto(site.url + discussion);
        await write(page, { ...me, Comment: `Number ${sent}.` });
        await post(page).click();
        await expect(comment(page, `Number ${sent}.`)).toBeInViewport();
      }
      await page.goto(site.url + discussion);
      await write(page, { ...me, Comment: 'Number 7.' });
      await post(page).click();
      await expect(problem(page)).toBeFocused();
      await expect(problem(page)).toContainText(/Please wait \d+ seconds/);
      await expect(page).toHaveTitle(/^Error: /);
      await expect(field(page, 'Comment')).toHaveValue('Number 7.');
      await expect(field(page, 'Name')).toHaveValue(me.Name);
    });

    test('the whole journey needs no more than a keyboard', async ({ page }) => {
      const me = somebody();
      const focused = () => page.locator(':focus');
      const tabTo = async (selector: string) => {
        for (let presses = 0; presses < 80; presses += 1) {
          await page.keyboard.press('Tab');
          if (await page.locator(`${selector}:focus`).count()) return;
        }
        throw new Error(`Tab does not reach ${selector}`);
      };
      await page.goto('/');
      await tabTo('main article a');
      await page.goto(essay);
      await page.keyboard.press('Tab');
      await expect(focused()).toHaveText('Skip to the text');
      await expect(focused()).toBeInViewport();
      await page.keyboard.press('Enter');
      await expect(page.locator('main')).toBeFocused();
      await tabTo('#comment');
      await page.keyboard.type(`By hand, ${me.Name}.`);
      await page.keyboard.press('Tab');
      await page.keyboard.type(me.Name);
      await page.keyboard.press('Tab');
      await page.keyboard.type('no address');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await expect(post(page)).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(problem(page)).toBeFocused();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect(field(page, 'Email')).toBeFocused();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(me.Email);
      await expect(page.getByRole('checkbox')).toBeChecked();
      await page.keyboard.press('Enter');
      await expect(comment(page, `By hand, ${me.Name}.`)).toBeFocused();
      await expect(page.getByText('waits for a moderator')).toBeVisible();
    });
  });
}

test.describe('what JavaScript adds', () => {
  test('a comment is posted without leaving the page', async ({ page, startAnother }) => {
    const site = await startAnother({ COMMENTS: 'open', LIMITS: 'off' });
    await page.goto(site.url + essay);
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await write(page, { ...somebody(), Comment: 'Here at once.' });
    await post(page).click();
    await expect(comment(page, 'Here at once.')).toBeFocused();
    expect(await page.evaluate(() => Reflect.get(globalThis, 'stayed'))).toBe(true);
    expect(new URL(page.url()).pathname).toBe(essay);
    await expect(field(page, 'Comment')).toHaveValue('');
    await write(page, { ...somebody(), Comment: 'And another.' });
    await post(page).click();
    await expect(comment(page, 'And another.')).toBeFocused();
    await expect(page.locator('article[id^="comment-"]')).toHaveCount(2);
  });

  test('Reply moves the form under the comment, and Cancel moves it back', async ({ page, startAnother }) => {
    const site = await startAnother({ COMMENTS: 'open', LIMITS: 'off' });
    await approvedComment(site, { comment: 'The one above.', name: 'Above' });
    await approvedComment(site, { comment: 'The one below.', name: 'Below' });
    await page.goto(site.url + essay);
    const under = page.locator('li', { has: comment(page, 'The one above.') }).locator('form[data-discussion]');
    await write(page, { Comment: 'Typed before.' });
    await page.getByRole('link', { name: 'Reply to Above' }).click();
    await expect(under).toBeVisible();
    await expect(field(page, 'Comment')).toBeFocused();
    await expect(field(page, 'Comment')).toHaveValue('Typed before.');
    await page.getByRole('link', { name: 'Cancel reply' }).click();
    await expect(under).toHaveCount(0);
    await expect(page.locator('form[data-discussion]')).toBeVisible();
    await expect(page.getByText('Your reply to')).toBeHidden();
    await page.getByRole('link', { name: 'Reply to Above' }).click();
    await write(page, { ...somebody(), Comment: 'An answer, in place.' });
    await post(page).click();
    await expect(comment(page, 'An answer, in place.')).toBeFocused();
    await expect(
      page
        .locator('li', { has: comment(page, 'The one above.') })
        .locator('ol')
        .filter({ hasText: 'An answer, in place.' }),
    ).toBeVisible();
    await expect(page.locator('form[data-discussion]')).toBeVisible();
  });

  test('an unsent text survives a reload and is gone once it is sent', async ({ page }) => {
    const me = somebody();
    await page.goto(essay);
    await write(page, { ...me, Comment: `Half a thought, ${me.Name}` });
    await page.reload();
    await expect(field(page, 'Comment')).toHaveValue(`Half a thought, ${me.Name}`);
    const again = await page.context().newPage();
    await page.close();
    await again.goto(essay);
    await expect(field(again, 'Comment')).toHaveValue(`Half a thought, ${me.Name}`);
    await write(again, me);
    await post(again).click();
    await expect(again.getByText('waits for a moderator')).toBeVisible();
    await expect(field(again, 'Comment')).toHaveValue('');
    await again.goto(essay);
    await expect(field(again, 'Comment')).toHaveValue('');
    expect(await again.evaluate(() => localStorage.length)).toBe(0);
  });

  test('a text is kept per post', async ({ page }) => {
    await page.goto(essay);
    await write(page, { Comment: 'For the essay.' });
    await page.goto('/2026/11/join-the-discussion/');
    await expect(field(page, 'Comment')).toHaveValue('');
  });

  test('when the connection fails the form says so, keeps the text and can be sent again', async ({ page, context }) => {
    const me = somebody();
    await page.goto(essay);
    await write(page, { ...me, Comment: `Through a tunnel, ${me.Name}.` });
    await context.setOffline(true);
    await post(page).click();
    await expect(page.getByRole('status')).toContainText('could not be sent');
    await expect(field(page, 'Comment')).toHaveValue(`Through a tunnel, ${me.Name}.`);
    await expect(field(page, 'Name')).toHaveValue(me.Name);
    await context.setOffline(false);
    await post(page).click();
    await expect(page.getByText('waits for a moderator')).toBeVisible();
  });

  test('impatient clicks make one comment', async ({ page, site }) => {
    const me = somebody();
    await page.goto(essay);
    await write(page, { ...me, Comment: `Clicked thrice, ${me.Name}.` });
    await post(page).click({ clickCount: 3, noWaitAfter: true });
    await expect(page.getByText('waits for a moderator')).toBeVisible();
    const { output } = await afterword(site.env, 'comments', 'list', 'held');
    expect(output.split(`Clicked thrice, ${me.Name}.`)).toHaveLength(2);
  });
});
