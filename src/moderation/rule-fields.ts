/** What the form of the rules says of each rule. */
import type { FieldName } from './rules-form.ts';

/** A rule that is on or off. */
export interface Check {
  name: FieldName;
  label: string;
  note?: string;
}
/** A rule with a number; empty is off. */
export interface Amount extends Check {
  unit: string;
}
/** Rules under one heading. */
export interface Group {
  title: string;
  checks: readonly Check[];
  amounts: readonly Amount[];
}

const waiting: Check[] = [
  { name: 'holdEverything', label: 'Every comment waits' },
  { name: 'holdFirst', label: 'The first comment from a browser waits', note: 'Until one from that browser was approved.' },
];
const amounts: Amount[] = [
  { name: 'maxLinks', label: 'A comment waits when it has more links than', unit: 'links', note: 'Empty: links are not counted.' },
  { name: 'holdAfterDays', label: 'A comment waits when its essay is older than', unit: 'days', note: 'Empty: at no age.' },
  {
    name: 'holdLikeness',
    label: 'A comment waits when it resembles spam by at least',
    unit: 'per cent',
    note: 'How much it is like what was marked as spam here. Empty: likeness alone holds nothing.',
  },
];
const atOnce: Check[] = [
  {
    name: 'publishTrusted',
    label: 'Trusted commenters need not wait where everything does, nor under old essays',
    note: 'Trusted is a browser with an approved comment. Links, words, networks and likeness hold theirs too.',
  },
  { name: 'publishModerators', label: 'Comments of moderators and authors who are signed in appear at once' },
];
const closing: Check[] = [{ name: 'closed', label: 'The whole site is closed: nobody can comment anywhere' }];
const closingAmounts: Amount[] = [
  {
    name: 'closeAfterDays',
    label: 'Discussions close after their essay has been there for',
    unit: 'days',
    note: 'Empty: never. A month counts from its last day; a discussion that a moderator reopened stays open.',
  },
];
const floods: Check[] = [
  {
    name: 'work',
    label: 'While a flood runs, browsers are asked for a proof of work',
    note: 'From a hundred comments in ten minutes on, a browser computes for a second or two before it sends one: no puzzle, nothing to see, nobody else is asked. A comment without that, as from a browser without script, waits for you; none is lost.',
  },
];
/** All rules that are no lists, in the order of the form. */
export const groups: readonly Group[] = [
  { title: 'What waits for a moderator', checks: waiting, amounts },
  { title: 'What appears at once', checks: atOnce, amounts: [] },
  { title: 'Closing', checks: closing, amounts: closingAmounts },
  { title: 'Floods', checks: floods, amounts: [] },
];

/** Lists of words, one for each place. */
export const wordLists: readonly { title: string; list: 'heldWords' | 'blockedWords'; note: string }[] = [
  { title: 'Words that make a comment wait', list: 'heldWords', note: 'One word or phrase a line.' },
  {
    title: 'Blocked words',
    list: 'blockedWords',
    note: 'A comment with one goes to the spam folder, with the reason. To its sender it looks as if it waited.',
  },
];

/** Where words are looked for. */
export const places = {
  any: 'Anywhere',
  text: 'In the text',
  name: 'In the name',
  email: 'In the email address',
  website: 'In the website',
};

/** The id of a rule's control. */
export function idOf(name: FieldName): string {
  return `rule-${name.replace('.', '-')}`;
}

/** The ids of what describes a control, or undefined where nothing does. */
export function describedBy(
  name: FieldName,
  { problem, note, unit }: { problem?: unknown; note?: unknown; unit?: unknown },
): string | undefined {
  const parts = Object.entries({ unit, problem, note }).flatMap(([part, there]) => (there ? [`${idOf(name)}-${part}`] : []));
  return parts.join(' ') || undefined;
}
