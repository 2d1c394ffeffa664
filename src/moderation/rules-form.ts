/** The rules as a form: what stands in its fields, and what was written into them. */
import { readNetwork } from '../site/network.ts';
import { type Rules, type WordField, wordFields, type WordLists } from './rules.ts';
import { fold } from './words.ts';

/** Fields of the form, by what they hold. A number left empty means that the rule is not used. */
export const checks = ['closed', 'holdEverything', 'holdFirst', 'publishTrusted', 'publishModerators', 'work'] as const;
export const numbers = ['closeAfterDays', 'maxLinks', 'holdAfterDays', 'holdLikeness'] as const;
export const wordLists = ['heldWords', 'blockedWords'] as const;

export type ListName = `${(typeof wordLists)[number]}.${WordField}` | 'heldNetworks';
export type FieldName = (typeof checks)[number] | (typeof numbers)[number] | ListName;

/** What stands in each field; `yes` or nothing in one that is ticked. */
export type WrittenRules = Record<FieldName, string>;
export type RuleProblems = Partial<Record<FieldName, string>>;

/** Bounds that keep judging quick and the form in one post. */
export const bounds = { entries: 500, characters: 100, bytes: 40_000, days: 36_500, links: 1_000, networks: 100 } as const;

/** A form that says these rules. */
export function writtenRules(rules: Rules): WrittenRules {
  const number = (value: number | null) => (value === null ? '' : String(value));
  const tick = (value: boolean) => (value ? 'yes' : '');
  return {
    closed: tick(rules.closed),
    closeAfterDays: number(rules.closeAfterDays),
    holdEverything: tick(rules.holdEverything),
    holdFirst: tick(rules.holdFirst),
    maxLinks: number(rules.maxLinks),
    holdAfterDays: number(rules.holdAfterDays),
    heldNetworks: rules.heldNetworks.join('\n'),
    holdLikeness: number(rules.holdLikeness === null ? null : Math.round(rules.holdLikeness * 100)),
    publishTrusted: tick(rules.publishTrusted),
    publishModerators: tick(rules.publishModerators),
    work: tick(rules.work === 'in-a-flood'),
    ...writtenWords('heldWords', rules.heldWords),
    ...writtenWords('blockedWords', rules.blockedWords),
  };
}

/** What a posted form holds, whatever it is, for showing it again. */
export function typedRules(form: FormData): WrittenRules {
  const names = [...checks, ...numbers, ...wordLists.flatMap((list) => wordFields.map((field) => `${list}.${field}`)), 'heldNetworks'];
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.toWellFormed().replace(/\r\n?/g, '\n') : '';
  };
  return Object.fromEntries(names.map((name) => [name, text(name)])) as WrittenRules; // a value for every name
}

/** The rules a form says, or a sentence for each field that cannot be understood. */
export function readRules(written: WrittenRules): { rules: Rules } | { problems: RuleProblems } {
  const problems: RuleProblems = {};
  const number = (name: (typeof numbers)[number], most: number, what: string) => {
    const text = written[name].trim();
    if (text === '') return null;
    if (/^\d{1,5}$/.test(text) && Number(text) <= most) return Number(text);
    problems[name] = `Write a whole number of ${what} from 0 to ${most.toLocaleString('en')}, or leave it empty.`;
    return null;
  };
  const list = (name: ListName, read: (line: string) => string | undefined, most: number, refused: (line: string) => string) => {
    const lines = written[name].split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
    const entries = [...new Set(lines.filter(Boolean))];
    const wrong = entries.find((entry) => read(entry) === undefined);
    if (wrong !== undefined) problems[name] = refused(wrong);
    else if (entries.length > most) problems[name] = `Shorten this list: it has ${entries.length} lines, and ${most} are looked through.`;
    return [...new Set(entries.flatMap((entry) => read(entry) ?? []))];
  };
  const words = (name: (typeof wordLists)[number]) =>
    Object.fromEntries(
      wordFields.map((field) => [field, list(`${name}.${field}`, readWord, bounds.entries, wordProblem)]),
    ) as unknown as WordLists; // a list for every field
  const likeness = number('holdLikeness', 100, 'per cent');
  const rules: Rules = {
    closed: written.closed !== '',
    closeAfterDays: number('closeAfterDays', bounds.days, 'days'),
    holdEverything: written.holdEverything !== '',
    holdFirst: written.holdFirst !== '',
    maxLinks: number('maxLinks', bounds.links, 'links'),
    holdAfterDays: number('holdAfterDays', bounds.days, 'days'),
    heldNetworks: list('heldNetworks', readNetwork, bounds.networks, networkProblem),
    heldWords: words('heldWords'),
    blockedWords: words('blockedWords'),
    holdLikeness: likeness === null ? null : likeness / 100,
    publishTrusted: written.publishTrusted !== '',
    publishModerators: written.publishModerators !== '',
    work: written.work === '' ? 'off' : 'in-a-flood',
  };
  if (Buffer.byteLength(JSON.stringify(rules)) > bounds.bytes) {
    problems['heldWords.any'] ??= 'Shorten the lists: together they may have some 40,000 characters.';
  }
  return Object.keys(problems).length > 0 ? { problems } : { rules };
}

function writtenWords<List extends (typeof wordLists)[number]>(name: List, lists: WordLists): Record<`${List}.${WordField}`, string> {
  const entries = wordFields.map((field) => [`${name}.${field}`, lists[field].join('\n')]);
  return Object.fromEntries(entries) as Record<`${List}.${WordField}`, string>; // one for every field
}

/** A word as it is kept; undefined for what could not be found or would be found everywhere. */
function readWord(line: string): string | undefined {
  const bare = fold(line).replace(/\*$/, '');
  return bare.trim() === '' || [...line].length > bounds.characters || (line.endsWith('*') && bare.length < 2) ? undefined : line;
}

function wordProblem(line: string): string {
  const shown = [...line].slice(0, 40).join('');
  return `Change the line “${shown}”: write a word or phrase of at most ${bounds.characters} characters, with two or more before a *.`;
}

function networkProblem(line: string): string {
  const shown = [...line].slice(0, 40).join('');
  return `Change the line “${shown}”: write an address or a network no wider than /24 (IPv4) or /56 (IPv6), such as 203.0.113.7, 203.0.113.0/24 or 2001:db8:1:2::/64.`;
}
