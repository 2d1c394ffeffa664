/**
 * Calendar dates as authors write them: `2026-11-23`, or `2008-02` when only the month is known.
 * They stay strings from frontmatter to page, so no time zone can ever shift them.
 */
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Whether `text` is a real day (`2026-11-23`) or month (`2008-02`) from year 1000 on. */
export function isCalendarDate(text: string): boolean {
  const match = /^([1-9]\d{3})-(\d{2})(?:-(\d{2}))?$/.exec(text);
  if (!match) return false;
  const [, year, month, day = '01'] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

/** `2008-02` → `February 2008`; `2026-11-23` → `November 23, 2026`. */
export function formatDate(date: string): string {
  const [year, month, day] = date.split('-');
  const name = monthName(month ?? '');
  return day ? `${name} ${Number(day)}, ${year}` : `${name} ${year}`;
}

/** `02` → `February`. */
export function monthName(month: string): string {
  return monthNames[Number(month) - 1] ?? month;
}

/** The UTC day of an instant, as authors write days: `2026-11-23`. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** The last of these dates, when that is a day: undefined when there is none, or when a month among them may hold a later one. */
export function latestDay(dates: readonly string[]): string | undefined {
  const last = dates
    .filter((date) => date.length === 10)
    .sort()
    .at(-1);
  return last !== undefined && dates.every((date) => date.length === 10 || date < last.slice(0, 7)) ? last : undefined;
}

/** An instant for machines that need one (feeds, sitemaps): the first moment, in UTC, of a day or month. */
export function instantOf(date: string): Date {
  return new Date(`${date.length === 7 ? `${date}-01` : date}T00:00:00Z`);
}

/** The last day of a calendar date: of a month its last, of a day itself. */
export function lastDayOf(date: string): string {
  const [year, month] = date.split('-').map(Number);
  return date.length === 7 ? dayOf(new Date(Date.UTC(year ?? 0, month ?? 1, 0))) : date;
}

/** The day so many days after a day. */
export function laterBy(day: string, days: number): string {
  return dayOf(new Date(instantOf(day).getTime() + days * oneDay));
}

/** Whole days from a calendar date to the UTC day of an instant: 0 on that day itself. A month counts from its last day. */
export function daysSince(date: string, now: Date): number {
  return (instantOf(dayOf(now)).getTime() - instantOf(lastDayOf(date)).getTime()) / oneDay;
}

const oneDay = 24 * 60 * 60 * 1_000;

/** A moment as readers see it under a comment: `November 23, 2026 at 14:05 UTC`. */
export function formatMoment(instant: Date): string {
  return `${formatDate(dayOf(instant))} at ${instant.toISOString().slice(11, 16)} UTC`;
}
