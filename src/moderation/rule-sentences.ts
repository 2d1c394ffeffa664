/** Rules and what changed between two of them, as sentences. */
import { type Rules, wordFields, type WordLists } from './rules.ts';

/** What changed, a sentence each; empty when nothing did. */
export function changesBetween(before: Rules, after: Rules): string[] {
  const [was, is] = [sentencesOf(before), sentencesOf(after)];
  const told = Object.keys(is).filter((name) => was[name] !== is[name]);
  const lists = [
    ...changedEntries('held networks', before.heldNetworks, after.heldNetworks),
    ...changedWords('held words', before.heldWords, after.heldWords),
    ...changedWords('blocked words', before.blockedWords, after.blockedWords),
  ];
  return [...told.map((name) => `${is[name]} Before: ${lowerFirst(was[name] ?? '')}`), ...lists];
}

/** One sentence for each rule that is no list. */
function sentencesOf(rules: Rules): Record<string, string> {
  return {
    closed: rules.closed ? 'The whole site is closed.' : 'The site is open for comments.',
    closeAfterDays:
      rules.closeAfterDays === null
        ? 'Discussions do not close by age.'
        : `Discussions close ${days(rules.closeAfterDays)} after their essay appeared.`,
    holdEverything: rules.holdEverything ? 'Every comment waits.' : 'Not every comment waits.',
    holdFirst: rules.holdFirst ? 'The first comment from a browser waits.' : 'A first comment does not wait for being one.',
    maxLinks: rules.maxLinks === null ? 'Links are not counted.' : `A comment with more links than ${rules.maxLinks} waits.`,
    holdAfterDays:
      rules.holdAfterDays === null
        ? 'The age of an essay holds nothing.'
        : `Comments under essays older than ${days(rules.holdAfterDays)} wait.`,
    holdLikeness:
      rules.holdLikeness === null
        ? 'Likeness to spam alone holds nothing.'
        : `A comment that is at least ${Math.round(rules.holdLikeness * 100)} % like spam waits.`,
    publishTrusted: rules.publishTrusted
      ? 'Trusted commenters need not wait where everything does, nor under old essays.'
      : 'Trusted commenters wait where everything does, and under old essays.',
    publishModerators: rules.publishModerators
      ? 'Comments of moderators and authors appear at once.'
      : 'Comments of moderators and authors are judged like any other.',
    work: rules.work === 'off' ? 'No proof of work is asked for.' : 'In a flood, browsers are asked for a proof of work.',
  };
}

const fieldNames = { any: 'anywhere', text: 'in the text', name: 'in the name', email: 'in the email address', website: 'in the website' };

function changedWords(what: string, before: WordLists, after: WordLists): string[] {
  return wordFields.flatMap((field) => changedEntries(`${what} ${fieldNames[field]}`, before[field], after[field]));
}

function changedEntries(what: string, before: readonly string[], after: readonly string[]): string[] {
  const added = after.filter((entry) => !before.includes(entry));
  const removed = before.filter((entry) => !after.includes(entry));
  return [
    ...(added.length > 0 ? [`Added to the ${what}: ${enumerated(added)}.`] : []),
    ...(removed.length > 0 ? [`Removed from the ${what}: ${enumerated(removed)}.`] : []),
  ];
}

/** The first ten in quotes, and how many more. */
function enumerated(entries: readonly string[]): string {
  const shown = entries.slice(0, 10).map((entry) => `“${entry}”`);
  return shown.join(', ') + (entries.length > shown.length ? ` and ${entries.length - shown.length} more` : '');
}

function days(count: number): string {
  return count === 1 ? 'one day' : `${count} days`;
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
