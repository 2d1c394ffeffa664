/** What programs that read pages call themselves. CUBOT makes telephones. */
const words =
  /(?<!cu)bot|crawl|spider|slurp|scrap|headless|phantom|preview|prerender|lighthouse|pagespeed|inspect|monitor|archiv|externalhit|validator/i;

/** Whether a `User-Agent` is a program's rather than a person's. Every browser begins with the name of the first. */
export function isRobot(userAgent: string | null): boolean {
  return userAgent === null || !/^(Mozilla|Opera)\//.test(userAgent) || words.test(userAgent);
}
