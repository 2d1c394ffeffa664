import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Draft, Verdict } from '../../src/comments/comment.ts';
import { judgeFor, suspicious } from '../../src/moderation/judge.ts';
import { type CommentMode, commentModes } from '../../src/site/settings.ts';
import { aDraft } from '../support/drafts.ts';

function verdict(
  mode: CommentMode,
  known: { draft?: Partial<Draft>; links?: number; published?: number; limits?: boolean; spam?: number } = {},
): { status: Verdict['status']; reasons: string[] } {
  const { draft = {}, links = 0, published = 1, limits = true, spam = 0.5 } = known;
  const { status, signals } = judgeFor(mode, limits)(aDraft(draft), { links, history: { published }, spam });
  return { status, reasons: signals.map(({ words }) => words) };
}

describe('the judge', () => {
  it('holds the first comment of a browser, and publishes when one was approved', () => {
    assert.deepEqual(verdict('hold-first', { published: 0 }), { status: 'held', reasons: ['It is the first comment from this browser.'] });
    assert.deepEqual(verdict('hold-first'), { status: 'published', reasons: ['An earlier comment from this browser was approved.'] });
  });

  it('publishes a first comment where comments are open', () => {
    assert.deepEqual(verdict('open', { published: 0 }), { status: 'published', reasons: ['Comments appear at once.'] });
  });

  it('holds everything where all is held', () => {
    assert.deepEqual(verdict('hold-all'), { status: 'held', reasons: ['Every comment is looked at first.'] });
  });

  for (const mode of commentModes) {
    it(`holds what a program did, whatever the setting: ${mode}`, () => {
      assert.equal(verdict(mode, { draft: { trapped: true } }).status, 'held');
      assert.equal(verdict(mode, { draft: { formAge: 1_999 } }).status, 'held');
      assert.equal(verdict(mode, { links: 3 }).status, 'held');
    });

    it(`holds what resembles spam, and says how much, whatever the setting: ${mode}`, () => {
      const { status, reasons } = verdict(mode, { spam: 0.937 });
      assert.equal(status, 'held');
      assert.equal(reasons[0], 'It resembles comments that were marked as spam here (93 %).');
      assert.doesNotMatch(verdict(mode, { spam: suspicious - 0.001 }).reasons.join(' '), /resembles/);
    });
  }

  it('lets two links, two seconds and a form of unknown age pass', () => {
    assert.equal(verdict('open', { links: 2 }).status, 'published');
    assert.equal(verdict('open', { draft: { formAge: 2_000 } }).status, 'published');
    assert.equal(verdict('open', { draft: { formAge: null } }).status, 'published');
  });

  it('does not ask how fast a form was sent while limits are off', () => {
    assert.equal(verdict('open', { draft: { formAge: 0 }, limits: false }).status, 'published');
    assert.equal(verdict('open', { draft: { trapped: true }, limits: false }).status, 'held');
  });

  it('gives every reason, each a sentence', () => {
    const { reasons } = verdict('hold-first', { draft: { trapped: true, formAge: 0 }, links: 9, published: 0 });
    assert.equal(reasons.length, 4);
    for (const reason of reasons) assert.match(reason, /^[A-Z].+\.$/);
    assert.match(reasons.join(' '), /9 links/);
  });
});
