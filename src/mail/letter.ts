import { isEmailAddress } from '../site/email-address.ts';
import { absolute, paths } from '../site/paths.ts';

/** What somebody wants to write: plain text to one recipient. */
export interface Draft {
  /** What it is about, a word for programs: `sign-in`, `waiting`. */
  kind: string;
  /** One e-mail address. */
  to: string;
  /** One line. */
  subject: string;
  /** Plain text; every link in it leads to the site. What others typed goes through `quoted` first. */
  text: string;
  /** From then on it is of no use to anybody and is not sent any more; without it, it is tried for days. */
  until?: Date;
}

/** A letter that may be sent. `writeLetter` is the only way to one. */
export type Letter = Readonly<Draft> & { readonly siteUrl: string; readonly written: unique symbol };

/** A letter that must not be sent as it is: a mistake of the program, never of a visitor. */
export class LetterRefused extends Error {
  override name = 'LetterRefused';
}

/**
 * Makes a letter of a draft. `siteUrl` is the site's origin.
 * @throws LetterRefused when the recipient is not exactly one address, the subject is not one line of text,
 * or the text holds something that mail programs make a link of and that does not lead to the site.
 */
export function writeLetter(draft: Draft, siteUrl: string): Letter {
  const refuse = (why: string) => {
    // Without the words themselves: they may be secret, and errors are logged.
    throw new LetterRefused(`The letter “${draft.kind}” ${why}.`);
  };
  if (!/^[a-z-]{1,40}$/.test(draft.kind)) throw new LetterRefused('A letter’s kind is a word of small letters.');
  if (!isEmailAddress(draft.to)) refuse('is not addressed to one plain e-mail address');
  if (!/^[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u.test(draft.subject)) refuse('has a subject that is not one line');
  if (/[^\P{Cc}\n]|[\p{Zl}\p{Zp}]/u.test(draft.text)) refuse('has control characters in its text');
  if (linksIn(draft.text).some((link) => !leadsTo(siteUrl, link))) refuse('has a link that does not lead to the site');
  return { ...draft, siteUrl } as Letter; // the one place where a draft becomes a letter
}

/** Words somebody else typed, as one line in which no mail program finds a link: `evil[.]example`. */
export function quoted(words: string): string {
  return words
    .normalize('NFKC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, '')
    .normalize('NFKC')
    .replace(/ {2,}/g, ' ')
    .replace(/[.\u3002](?=[\p{L}\p{N}])|:(?=\S)/gu, (mark, at: number, line: string) => (isInNumber(line, at) ? mark : `[${mark}]`))
    .replace(/([\\/])(?=[\\/])/g, '$1 ')
    .trim();
}

/** Whether the mark at this place is that of 3.14 or 14:05, which nobody takes for a host or a scheme. */
function isInNumber(line: string, at: number): boolean {
  return /[^\p{L}\p{N}+.-]\d{1,4}$/u.test(` ${line}`.slice(Math.max(0, at - 4), at + 1)) && /\d/.test(line.charAt(at + 1));
}

/** Words that mail programs make links of in plain text: with a scheme, hosts, e-mail addresses, folders in a network. */
function linksIn(text: string): string[] {
  return text.split(/[\s<>"]+/).filter((word) => /[a-zA-Z][a-zA-Z\d+.-]*:.|[^.][.\u3002\uff0e\uff61]\p{L}|\/\/|\\\\/u.test(word));
}

function leadsTo(siteUrl: string, word: string): boolean {
  const link = word.replace(/^\(/, '');
  const home = absolute(paths.home(), siteUrl);
  return link.startsWith(home) && /^[\w./?=&%#~+-]*[).,;:!]*$/.test(link.slice(home.length));
}
