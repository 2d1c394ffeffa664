/** Passkeys, with the authenticator that Chromium pretends to have. A browser believes in passkeys of a site under its own address alone. */
import { type Browser, type BrowserContext, chromium, expect, type Page } from 'playwright/test';
import { newLink } from '../support/moderator.ts';
import { type Site, siteUrl } from '../support/site.ts';
import { complaints, test as base } from './site.ts';
import config from './playwright.config.ts';

const test = base.extend<object, { atHome: Browser }>({
  atHome: [
    async ({ site }, use) => {
      const { host } = new URL(siteUrl);
      const launch = config.use?.launchOptions;
      const args = [...(launch?.args ?? []), `--host-resolver-rules=MAP ${host} ${new URL(site.url).host}`];
      const browser = await chromium.launch({ ...launch, args });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});

/** A page of a browser with an authenticator whose owner always agrees; `isUserVerified: false` makes it one that cannot tell. */
async function withAuthenticator(context: BrowserContext): Promise<{ page: Page; credentials: () => Promise<unknown[]> }> {
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('WebAuthn.enable');
  const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, credentials: async () => (await line.send('WebAuthn.getCredentials', { authenticatorId })).credentials };
}

async function signInByLink(page: Page, site: Site, email: string): Promise<void> {
  await page.goto(siteUrl + (await newLink(site, email, '--name', 'Pat Key')) + '&to=/moderation/account/');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
}

test('a passkey is added by somebody signed in and then signs in alone, until it is removed', async ({ site, atHome }) => {
  const context = await atHome.newContext({ baseURL: siteUrl });
  const { page, credentials } = await withAuthenticator(context);
  const found = complaints(page);
  await signInByLink(page, site, 'pat@moderators.example');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/^Chrome on /);
  expect(await credentials()).toHaveLength(1);

  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  for (let times = 1; times <= 2; times += 1) {
    await page.goto('/moderation/account/');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
    await context.clearCookies();
  }

  await page.goto('/moderation/account/');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Desk');
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Desk');
  await expect(page.getByText('last used')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Desk' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveCount(0);
  await context.clearCookies();
  await page.goto('/moderation/sign-in/');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByText('This passkey is not known here')).toBeVisible();
  // A refused answer is an error in the console by its nature.
  expect(found.filter((text) => !/status of 403/.test(text))).toEqual([]);
  await context.close();
});

test('an answer of an authenticator is good once, for one purpose, for this site and for a while', async ({ site, atHome }) => {
  const context = await atHome.newContext({ baseURL: siteUrl });
  const { page } = await withAuthenticator(context);
  const answers: URLSearchParams[] = [];
  page.on('request', (request) => {
    const body = new URLSearchParams(request.postData() ?? '');
    if (body.has('answer')) answers.push(body);
  });
  await signInByLink(page, site, 'replayed@moderators.example');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible();
  await context.clearCookies();
  await page.goto('/moderation/account/');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');

  const [made, used] = answers;
  const answer = JSON.parse(used?.get('answer') ?? '{}');
  const changed = (change: (copy: typeof answer) => void) => {
    const copy = structuredClone(answer);
    change(copy);
    return JSON.stringify(copy);
  };
  const clientData = JSON.parse(Buffer.from(answer.response.clientDataJSON, 'base64url').toString());
  const says = (said: object) => Buffer.from(JSON.stringify({ ...clientData, ...said })).toString('base64url');
  const refused = {
    'the same again': used?.get('answer') ?? '',
    'the making of a passkey': made?.get('answer') ?? '',
    'another site': changed((copy) => (copy.response.clientDataJSON = says({ origin: 'https://evil.example' }))),
    'another question': changed((copy) => (copy.response.clientDataJSON = says({ challenge: 'AAAA' }))),
    'another passkey': changed((copy) => (copy.id = copy.rawId = 'AAAA')),
    'another account': changed((copy) => (copy.response.userHandle = 'AAAA')),
    'another signature': changed((copy) => (copy.response.signature = 'MAYCAQECAQE')),
    nothing: '',
    'no answer': 'null',
    'a number': '7',
    'an empty one': '{}',
    'one without a response': '{"id":"AAAA","response":null}',
    'one without client data': '{"id":"AAAA","response":{}}',
    'one of the wrong kinds': '{"id":{},"response":{"clientDataJSON":{"a":1}}}',
  };
  for (const [what, text] of Object.entries(refused)) {
    const response = await site.post('/moderation/sign-in/passkey/', { answer: text, to: '' });
    expect([response.status, response.headers.getSetCookie()], what).toEqual([403, []]);
  }
  await context.close();
});

test('a browser without passkeys, or without script, is offered none', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site.url });
  const page = await context.newPage();
  await page.goto('/moderation/sign-in/');
  await expect(page.getByRole('button')).toHaveText(['Send me a link']);
  await context.close();
});
