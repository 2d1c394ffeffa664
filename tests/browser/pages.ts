/** A page of every type, by name. */
import type { Locator, Page } from 'playwright/test';
import { discussion, essay } from '../support/site.ts';

export const house = {
  'how to join the discussion': '/2026/11/join-the-discussion/',
  'writing for this site': '/2026/11/writing-for-this-site/',
  'what this site remembers': '/2026/11/what-this-site-remembers/',
  'how Trending Now is counted': '/2026/11/how-trending-now-is-counted/',
} as const;

/** Pages that are an address and nothing else. `comment` is one that can be answered. */
export function pagesWith(comment: number): Record<string, string> {
  return {
    home: '/',
    'a post with comments': essay,
    ...house,
    archive: '/archive/',
    'a year': '/2026/',
    'a month': '/2026/11/',
    authors: '/authors/',
    'an author': '/authors/mike-moran/',
    'an author of house posts': '/authors/editors/',
    'a tag': '/tags/moderation/',
    'a category': '/categories/about-this-site/',
    about: '/about/',
    'comment policy': '/comment-policy/',
    privacy: '/privacy/',
    'a search': '/search/?q=comment',
    'a search narrowed, with a typing error': '/search/?q=modertor+cookie&tag=comments',
    'a search for nothing yet': '/search/',
    'a search without result': '/search/?q=%22xylophones+of+yore%22',
    'how pages look': '/reading/',
    'a page that is not there': '/not-there/',
    'the discussion': discussion,
    'the form of a reply': `${discussion}?reply=${comment}#respond`,
  };
}

/** Pages that come from doing something. Each leaves the browser on the page. */
export const states: Record<string, (page: Page) => Promise<void>> = {
  'the form with what is wrong': async (page) => {
    await page.goto(discussion);
    await write(page, { Website: 'not an address' });
    await page.getByRole('button', { name: 'Post Comment' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  },
  'a comment that waits': async (page) => {
    await page.goto(discussion);
    await write(page, { Comment: 'One that waits.', Name: 'Somebody', Email: 'somebody@example.org' });
    await page.getByRole('button', { name: 'Post Comment' }).click();
    await page.getByText('waits for a moderator').waitFor();
  },
};

/** Fills in fields of the form, by the beginning of their labels. */
export async function write(page: Page, values: Partial<Record<'Comment' | 'Name' | 'Email' | 'Website', string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await field(page, label).fill(value);
}

/** A field of the form: required ones have a star after their label. */
export function field(page: Page, label: string): Locator {
  return page.locator('#respond form').getByLabel(new RegExp(`^\\s*${label}( \\*)?\\s*$`));
}
