/** How rules are changed: rehearsed first, and saved only when that was looked at and nobody saved meanwhile. */
import type { Database, Reading } from '../database/database.ts';
import { formatMoment } from '../site/dates.ts';
import { seal, type Secret, unseal } from '../site/secret.ts';
import type { CommentMode } from '../site/settings.ts';
import { record } from './log.ts';
import type { Actor } from './moderator.ts';
import { rehearse, type Rehearsal } from './rehearsal.ts';
import { changesBetween } from './rule-sentences.ts';
import { currentVersion, findVersion, saveRules, type Version } from './rulebook.ts';
import { readRules, type RuleProblems, typedRules, type WrittenRules, writtenRules } from './rules-form.ts';
import type { Rules } from './rules.ts';

/** What the page shows. */
export type RulesAnswer =
  /** The form, with what is wrong in it, or a sentence about all of it and what somebody changed meanwhile. */
  | { kind: 'form'; status: number; written: WrittenRules; basedOn: number; problems?: RuleProblems; told?: string; meanwhile?: string[] }
  /** What the rules would have done. `sealed` is what is saved when it is posted. */
  | { kind: 'rehearsal'; changes: string[]; rehearsal: Rehearsal; sealed: string }
  | { kind: 'saved'; version: number };

export interface RulesCircumstances {
  database: Database;
  mode: CommentMode;
  by: Actor;
  /** When posts were published, by id. */
  published: ReadonlyMap<string, string>;
  secret: Secret;
  now: Date;
}

interface Proposal {
  rules: Rules;
  /** The version it was made from. */
  basedOn: number;
}

/** The form as it stands when nothing was posted. */
export async function rulesForm(database: Database, mode: CommentMode): Promise<RulesAnswer & { kind: 'form' }> {
  const { rules, version } = await database.read((tables) => currentVersion(tables, mode));
  return { kind: 'form', status: 200, written: writtenRules(rules), basedOn: version };
}

/**
 * Answers the form, whose button says what to do: `rehearse` what is written, `put-back` an earlier version, which is
 * rehearsed too, `save` what was rehearsed, or `edit` it further.
 */
export async function settleRules(form: FormData, circumstances: RulesCircumstances): Promise<RulesAnswer> {
  const { database, mode, secret } = circumstances;
  const action = form.get('action');
  if (action === 'rehearse') {
    const written = typedRules(form);
    const basedOn = Number(form.get('basedOn')) || 0;
    const read = readRules(written);
    if ('problems' in read) return { kind: 'form', status: 422, written, basedOn, problems: read.problems };
    return rehearsal({ rules: read.rules, basedOn }, circumstances);
  }
  if (action === 'put-back') {
    const [wanted, { version }] = await database.read(async (tables) => [
      await findVersion(tables, Number(form.get('version')), mode),
      await currentVersion(tables, mode),
    ]);
    return wanted ? rehearsal({ rules: wanted.rules, basedOn: version }, circumstances) : damaged(circumstances);
  }
  const proposal = openProposal(form.get('sealed'), secret);
  if (!proposal) return damaged(circumstances);
  if (action === 'save') return save(proposal, circumstances);
  return { kind: 'form', status: 200, written: writtenRules(proposal.rules), basedOn: proposal.basedOn };
}

async function rehearsal(proposal: Proposal, { database, mode, published, secret }: RulesCircumstances): Promise<RulesAnswer> {
  return database.read(async (tables): Promise<RulesAnswer> => {
    const current = await currentVersion(tables, mode);
    if (current.version !== proposal.basedOn) return stale(tables, proposal, current, mode);
    const changes = changesBetween(current.rules, proposal.rules);
    const written = writtenRules(proposal.rules);
    if (changes.length === 0) {
      return { kind: 'form', status: 200, written, basedOn: proposal.basedOn, told: 'Nothing would change: these rules hold already.' };
    }
    const found = await rehearse(tables, { before: current.rules, after: proposal.rules }, published, secret);
    return { kind: 'rehearsal', changes, rehearsal: found, sealed: sealProposal(proposal, secret) };
  });
}

async function save(proposal: Proposal, { database, mode, by, now }: RulesCircumstances): Promise<RulesAnswer> {
  return database.write(async (tx): Promise<RulesAnswer> => {
    const before = await currentVersion(tx, mode);
    const saved = await saveRules(tx, proposal.rules, { basedOn: proposal.basedOn, by, now }, mode);
    if ('meanwhile' in saved) return stale(tx, proposal, saved.meanwhile, mode);
    const { version } = saved;
    await record(tx, { batch: `rules-${version}`, by, action: 'rules', before: before.rules, after: proposal.rules }, now);
    return { kind: 'saved', version };
  });
}

/** The form again with what was proposed, made from the version that holds now, and what is different in that. */
async function stale(tables: Reading, { rules, basedOn }: Proposal, current: Version, mode: CommentMode): Promise<RulesAnswer> {
  const base = await findVersion(tables, basedOn, mode);
  const who = current.saved ? `${current.saved.by} saved other rules on ${formatMoment(current.saved.at)}` : 'Other rules hold now';
  return {
    kind: 'form',
    status: 409,
    written: writtenRules(rules),
    basedOn: current.version,
    told: `${who}: yours were not saved. They stand below; when you save them they take the place of those.`,
    meanwhile: base ? changesBetween(base.rules, current.rules) : [],
  };
}

async function damaged({ database, mode }: RulesCircumstances): Promise<RulesAnswer> {
  return { ...(await rulesForm(database, mode)), status: 400, told: 'That arrived damaged, and nothing was saved. These rules hold.' };
}

function sealProposal(proposal: Proposal, secret: Secret): string {
  return seal(secret, 'rules', Buffer.from(JSON.stringify(proposal)).toString('base64url'));
}

function openProposal(sealed: FormDataEntryValue | null, secret: Secret): Proposal | null {
  const value = typeof sealed === 'string' ? unseal(secret, 'rules', sealed) : null;
  return value === null ? null : (JSON.parse(Buffer.from(value, 'base64url').toString()) as Proposal); // sealed by this program alone
}
