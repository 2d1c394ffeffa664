import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  dayOf,
  daysSince,
  formatDate,
  formatMoment,
  instantOf,
  isCalendarDate,
  lastDayOf,
  laterBy,
  latestDay,
  monthName,
} from '../../src/site/dates.ts';

describe('a date', () => {
  for (const date of ['2026-11-23', '2008-02', '2024-02-29', '2000-02-29', '1000-01', '9999-12-31']) {
    it(`${date} exists`, () => assert.equal(isCalendarDate(date), true));
  }
  for (const date of ['2026-02-30', '2023-02-29', '1900-02-29', '2026-13', '2026-00', '2026-11-00', '2026-1-2', '26-11-23', '0999-01-01']) {
    it(`${date} does not exist`, () => assert.equal(isCalendarDate(date), false));
  }
  for (const text of ['', '2008', '2008-02-', ' 2008-02', '2008-02\n', '2008-02-01T00:00:00Z', '２００８-02', '+002008-02']) {
    it(`${JSON.stringify(text)} is not written as one`, () => assert.equal(isCalendarDate(text), false));
  }

  it('of a month is shown as a month, of a day as a day', () => {
    assert.equal(formatDate('2008-02'), 'February 2008');
    assert.equal(formatDate('2026-11-03'), 'November 3, 2026');
    assert.equal(monthName('12'), 'December');
  });

  it('has a last day: of a month its last, of a day itself', () => {
    assert.equal(lastDayOf('2024-02'), '2024-02-29');
    assert.equal(lastDayOf('2023-12'), '2023-12-31');
    assert.equal(lastDayOf('2023-12-05'), '2023-12-05');
  });

  it('is so many days ago, by UTC days, a month from its last', () => {
    assert.equal(daysSince('2026-11-23', new Date('2026-11-23T23:59:59.999Z')), 0);
    assert.equal(daysSince('2026-11-23', new Date('2026-11-24T00:00:00Z')), 1);
    assert.equal(daysSince('2024-02', new Date('2024-03-01T05:00:00Z')), 1);
    assert.equal(daysSince('2026-11-23', new Date('2026-11-20T05:00:00Z')), -3);
    assert.equal(laterBy('2024-02-28', 2), '2024-03-01');
  });

  it('is an instant, for machines that need one, at the first moment of its day or month in UTC', () => {
    assert.equal(instantOf('2008-02').toISOString(), '2008-02-01T00:00:00.000Z');
    assert.equal(instantOf('2026-11-23').toISOString(), '2026-11-23T00:00:00.000Z');
  });

  it('comes back from its instant, whichever day it is', () => {
    fc.assert(
      fc.property(anyDay, (day) => dayOf(instantOf(dayOf(day))) === dayOf(day) && isCalendarDate(dayOf(day))),
      { numRuns: 300 },
    );
  });

  it('sorts as text in the order of time, a month before its days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => dayOf(a) < dayOf(b) === instantOf(dayOf(a)) < instantOf(dayOf(b))),
      { numRuns: 300 },
    );
    assert.deepEqual(['2008-02-01', '2008-03', '2008-02'].sort(), ['2008-02', '2008-02-01', '2008-03']);
  });

  it('of a list is the last day, and none where a month may hold a later one', () => {
    assert.equal(latestDay([]), undefined);
    assert.equal(latestDay(['2026-11']), undefined);
    assert.equal(latestDay(['2026-11-05', '2026-10-31', '2008-02']), '2026-11-05');
    assert.equal(latestDay(['2026-11-05', '2026-11']), undefined);
    assert.equal(latestDay(['2026-11-05', '2026-12']), undefined);
    fc.assert(
      fc.property(fc.array(anyDay.map(dayOf), { minLength: 1 }), (days) => latestDay(days) === days.toSorted().at(-1)),
      { numRuns: 300 },
    );
  });

  it('under a comment names the time and its zone', () => {
    assert.equal(formatMoment(new Date('2026-11-23T23:59:59.999Z')), 'November 23, 2026 at 23:59 UTC');
  });
});

const anyDay = fc.date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
