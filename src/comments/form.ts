import { unseal, type Secret } from '../site/secret.ts';
import { site } from '../site/site.ts';
import { type Draft, type House, limits } from './comment.ts';
import { type Solution, solutionIn } from './proof.ts';
import { proofField } from './work.ts';

/** The fields a visitor sees, in the order of the form. */
export const fields = ['comment', 'name', 'email', 'website'] as const;
export type Field = (typeof fields)[number];

/** What was typed, kept to be shown again exactly as it was. */
export type Typed = Record<Field, string> & { remember: boolean; parent: string };

/** One sentence per field that cannot be accepted. */
export type Problems = { [Name in Field | 'parent']?: string | undefined };

/** The fields no person sees; a program that fills in everything gives itself away. */
export const trap = 'company';
/** The sealed time at which the form was made. */
export const token = 'made';

export type Read = { draft: Draft } | { problems: Problems; tooLarge: boolean };

/** What was typed into the form, whatever it is, for showing it again. */
export function typed(form: FormData): Typed {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.toWellFormed() : '';
  };
  return {
    comment: text('comment'),
    name: text('name'),
    email: text('email'),
    website: text('website'),
    parent: text('parent'),
    remember: form.has('remember'),
  };
}

/** Checks and cleans a submitted form. Fields it does not know are passed over; so is a name where `by` says who it is. */
export function readForm(form: FormData, post: string, secret: Secret, now: Date, by: House | null = null): Read {
  const problems: Problems = {};
  const once = (name: Field | 'parent'): string => {
    const [value = '', ...more] = form.getAll(name);
    if (typeof value !== 'string' || more.length > 0) {
      problems[name] = 'This field arrived in a way that cannot be read. Please type it again.';
      return '';
    }
    return value.toWellFormed();
  };

  const words = cleanWords({ comment: once('comment'), name: by?.name ?? once('name'), website: once('website') }, problems);
  const { text, website } = words;
  // Whoever is signed in has the name of their account, whatever it is.
  const name = by?.name ?? words.name;
  if (by) delete problems.name;
  const email = by?.email ?? once('email').trim();
  const typedParent = once('parent').trim();

  if (!by) problems.email ??= emailProblem(email);
  problems.parent ??= /^([1-9]\d{0,14})?$/.test(typedParent) ? undefined : unknownParent;

  if (Object.values(problems).some(Boolean)) return { problems, tooLarge: bytes(text) > limits.comment };
  const age = formAge(form, post, secret, now);
  return {
    draft: {
      post,
      parent: typedParent === '' ? null : Number(typedParent),
      name,
      email,
      website,
      text,
      remember: form.has('remember'),
      trapped: form.getAll(trap).some((value) => value !== ''),
      formAge: age,
      solution: age === null ? null : solutionOf(form, age, now),
    },
  };
}

/** What readers see of a comment, cleaned; what is wrong with it is noted among the problems. */
export function cleanWords(
  typed: Record<'comment' | 'name' | 'website', string>,
  problems: Problems,
): { text: string; name: string; website: string | null } {
  const text = cleanText(typed.comment);
  const name = cleanName(typed.name);
  const typedWebsite = typed.website.trim();
  const website = typedWebsite === '' ? null : readWebsite(typedWebsite);
  problems.comment ??= commentProblem(text);
  problems.name ??= nameProblem(name);
  problems.website ??= website === undefined || bytes(website ?? '') > limits.website ? websiteProblem(typedWebsite) : undefined;
  return { text, name, website: website ?? null };
}

export const unknownParent =
  'The comment you are answering is not there any more. Your text is kept: post it as a new comment, or answer another one.';

/** Proof of when a form was made, good for one post. `made` may be rounded down so that pages stay the same bytes. */
export function formToken(post: string, made: Date): string {
  return `${post}@${made.getTime()}`;
}

function formAge(form: FormData, post: string, secret: Secret, now: Date): number | null {
  const sealed = form.get(token);
  const value = typeof sealed === 'string' ? unseal(secret, 'form', sealed) : null;
  const [ofPost, made] = value?.split('@') ?? [];
  return ofPost === post && made ? Math.max(0, now.getTime() - Number(made)) : null;
}

function solutionOf(form: FormData, age: number, now: Date): Solution | null {
  const [sealed, proof] = [form.get(token), form.get(proofField)];
  return typeof sealed === 'string' && typeof proof === 'string' ? solutionIn(proof, { token: sealed, age }, now) : null;
}

/**
 * A name is one line of text that cannot reach beyond itself: compatibility forms folded (NFKC), no control,
 * formatting, bidi or zero-width characters, at most three combining marks in a row.
 */
export function cleanName(name: string): string {
  return (
    name
      .normalize('NFKC')
      .replace(/[\s\u2800]+/gu, ' ')
      .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]/gu, '')
      // What stood apart may now belong together.
      .normalize('NFKC')
      .replace(/(\p{M}{3})\p{M}+/gu, '$1')
      .replace(/ +/g, ' ')
      .trim()
  );
}

/** Text keeps its lines and its script, and loses what could disturb those around it: controls and bidi overrides. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .normalize('NFC')
    .replace(/(\p{M}{8})\p{M}+/gu, '$1')
    .trim();
}

/** The address as `URL` writes it; undefined when it is not one to link to. `example.org` means https. */
function readWebsite(text: string): string | undefined {
  if (/[\p{Cc}\s]/u.test(text)) return undefined;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]*\.[^/]*:\d/.test(text) ? text : `https://${text}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  // `URL` lets a host have quotes in it. Nobody's has.
  return /^([a-z0-9_-]+(\.[a-z0-9_-]+)+\.?|\[[0-9a-f:.]+\])$/.test(url.hostname) ? url.href : undefined;
}

function commentProblem(text: string): string | undefined {
  if (!/[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text)) return 'Write your comment.';
  const length = [...text].length;
  if (length <= site.discussion.maxCharacters) return undefined;
  const allowed = site.discussion.maxCharacters.toLocaleString('en');
  return `Shorten your comment: it has ${length.toLocaleString('en')} characters, and ${allowed} fit.`;
}

function nameProblem(name: string): string | undefined {
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(name)) return 'Enter your name.';
  return bytes(name) > limits.name ? `Shorten your name: it is longer than ${limits.name} bytes.` : undefined;
}

/** One address, without the quoted and commented forms that exist only to surprise programs. */
function emailProblem(email: string): string | undefined {
  if (email === '') return 'Enter your email address. It will not be published.';
  if (bytes(email) > limits.email) return `Enter a shorter email address: it may have ${limits.email} bytes.`;
  const plain = /^[^\s@<>()[\]\\,;:"\p{C}]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u;
  if (plain.test(email) && !/^\.|\.@|\.\./.test(email)) return undefined;
  return 'Enter an email address in the form name@example.org.';
}

function websiteProblem(typedWebsite: string): string {
  return bytes(typedWebsite) > limits.website
    ? `Enter a shorter web address: it may have ${limits.website} bytes.`
    : 'Enter a web address that starts with https:// or http://, or leave it empty.';
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
