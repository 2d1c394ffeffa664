/** How a reader wants pages to look. It is kept in a cookie of their own and nowhere else; what is usual needs none. */

/** What can be chosen, and in what words. */
export const choices = {
  theme: ['system', 'light', 'dark'],
  size: ['small', 'medium', 'large', 'larger'],
  measure: ['narrow', 'medium', 'wide'],
} as const;

export type Choice = { [Name in keyof typeof choices]: (typeof choices)[Name][number] };

export const usual: Choice = { theme: 'system', size: 'medium', measure: 'medium' };
export const readingCookie = 'reading';
/** How long a choice is kept, in seconds. */
export const keptFor = 365 * 24 * 60 * 60;

/** The choice a cookie's value stands for: words with dots between. A word that is none changes nothing. */
export function readChoice(value: string | undefined): Choice {
  const [theme, size, measure] = (value ?? '').split('.');
  return chosen({ theme, size, measure }, usual);
}

/** The choice a form makes. What it does not say, or says in other words, stays as it was. */
export function chosen(given: Partial<Record<keyof Choice, unknown>>, before: Choice): Choice {
  return {
    theme: choices.theme.find((word) => word === given.theme) ?? before.theme,
    size: choices.size.find((word) => word === given.size) ?? before.size,
    measure: choices.measure.find((word) => word === given.measure) ?? before.measure,
  };
}

/** The cookie's value for a choice; null for the usual one, which needs no cookie. */
export function packChoice({ theme, size, measure }: Choice): string | null {
  const value = [theme, size, measure].join('.');
  return value === [usual.theme, usual.size, usual.measure].join('.') ? null : value;
}

/** The choice in a request's `Cookie` header; null when there is none, or nothing unusual in it. */
export function choiceIn(cookies: string | undefined): Choice | null {
  const value = /(?:^|;\s*)reading=([a-z.]*)(?:;|$)/.exec(cookies ?? '')?.[1];
  if (value === undefined) return null;
  const choice = readChoice(value);
  return packChoice(choice) === null ? null : choice;
}

/**
 * A page as somebody chose to see it: the choice on its first element, the switch and the colours of the browser set accordingly.
 * What it replaces begins with `<`, so no text can pass for it.
 */
export function withChoice(html: string, { theme, size, measure }: Choice): string {
  const attributes = [
    theme === usual.theme ? '' : ` data-theme="${theme}"`,
    size === usual.size ? '' : ` data-size="${size}"`,
    measure === usual.measure ? '' : ` data-measure="${measure}"`,
  ].join('');
  const chosenPage = html.replace('<html', `<html${attributes}`);
  if (theme === usual.theme) return chosenPage;
  return chosenPage
    .replace('<button name="theme" value="system" aria-pressed="true"', '<button name="theme" value="system" aria-pressed="false"')
    .replace(`<button name="theme" value="${theme}" aria-pressed="false"`, `<button name="theme" value="${theme}" aria-pressed="true"`)
    .replace(
      /(<meta name="theme-color"[^>]*media=")\(prefers-color-scheme: (light|dark)\)"/g,
      (_, start: string, of: string) => `${start}${of === theme ? 'all' : 'not all'}"`,
    );
}

/** Where a reader goes back to: a path of the site whose home page has the full address `home`, with its query, or `fallback` for anything else. */
export function wayBack(given: string | null | undefined, home: string, fallback: string): string {
  const url = given ? URL.parse(given, home) : null;
  if (!url?.href.startsWith(home) || /^\/\/|\\/.test(url.pathname)) return fallback;
  return url.pathname + url.search;
}
