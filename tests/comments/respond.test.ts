import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { type Closing, openness } from '../../src/comments/respond.ts';
import { dayOf } from '../../src/site/dates.ts';

const now = new Date('2026-11-23T12:00:00Z');
const open: Closing = {
  post: { comments: 'open', published: '2026-11-01' },
  site: { closed: false, since: null },
  closeAfterDays: null,
  settled: { state: null, since: null },
};
const at = (closing: Partial<Closing>, moment = now, hasDatabase = true) => openness({ ...open, ...closing }, moment, hasDatabase);

describe('a discussion', () => {
  it('is open when nothing closes it', () => assert.deepEqual(at({}), { state: 'open', notice: '' }));

  it('says that it is closed, why and since when', () => {
    const since = new Date('2026-11-20T23:59:59Z');
    assert.equal(at({ post: { ...open.post, comments: 'closed' } }).notice, 'Comments are closed. What has been said stays.');
    assert.match(at({ site: { closed: true, since } }).notice, /^Comments are closed on the whole site since November 20, 2026\./);
    assert.match(at({ site: { closed: true, since: null } }).notice, /^Comments are closed on the whole site\. What/);
    assert.match(at({ settled: { state: 'closed', since } }).notice, /a moderator closed this discussion on November 20, 2026\. What has/);
    assert.match(at({ closeAfterDays: 14 }).notice, /^Comments are closed since November 16, 2026: 14 days after/);
    assert.match(at({ closeAfterDays: 1 }).notice, /^Comments are closed since November 3, 2026: one day after/);
  });

  it('is reopened by a moderator whatever its age and frontmatter say, but not while the whole site is closed', () => {
    const settled = { state: 'open', since: now } as const;
    assert.equal(at({ settled, closeAfterDays: 1 }).state, 'open');
    assert.equal(at({ settled, post: { ...open.post, comments: 'closed' } }).state, 'open');
    assert.equal(at({ settled, site: { closed: true, since: now } }).state, 'closed');
    assert.equal(at({ settled, post: { ...open.post, comments: 'off' } }).state, 'off');
  });

  it('closes by age at the turn of a day, the last of its days included', () => {
    const state = (published: string, moment: string) =>
      at({ post: { comments: 'open', published }, closeAfterDays: 14 }, new Date(moment)).state;
    assert.equal(state('2026-11-01', '2026-11-15T23:59:59.999Z'), 'open');
    assert.equal(state('2026-11-01', '2026-11-16T00:00:00.000Z'), 'closed');
    // A month counts from its last day, whichever that is.
    assert.equal(state('2024-02', '2024-03-14T23:59:59.999Z'), 'open');
    assert.equal(state('2024-02', '2024-03-15T00:00:00.000Z'), 'closed');
    assert.equal(state('2023-02', '2023-03-14T23:59:59.999Z'), 'open');
    assert.equal(state('2023-02', '2023-03-15T00:00:00.000Z'), 'closed');
    assert.equal(state('2026-12', '2027-01-14T23:59:59.999Z'), 'open');
  });

  it('says of any age the first day on which it was closed', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 4_000 }),
        (published, days) => {
          const closing = { post: { comments: 'open' as const, published: dayOf(published) }, closeAfterDays: days };
          const day = 24 * 60 * 60 * 1_000;
          const first = new Date(Date.parse(dayOf(published)) + (days + 1) * day);
          assert.equal(at(closing, new Date(first.getTime() - 1)).state, 'open');
          assert.equal(at(closing, first).state, 'closed');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is closed for the moment when nothing can be stored, unless it is closed anyway', () => {
    assert.equal(at({}, now, false).state, 'unavailable');
    assert.match(at({}, now, false).notice, /closed for the moment/);
    assert.equal(at({ closeAfterDays: 1 }, now, false).state, 'closed');
  });
});
