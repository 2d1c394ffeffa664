import { absolute } from './paths.ts';

/** A page on the way to another. */
export interface Crumb {
  name: string;
  path: string;
}

/** The way to a page for search engines. @see https://developers.google.com/search/docs/appearance/structured-data/breadcrumb */
export function breadcrumbs(trail: readonly Crumb[], origin: URL | undefined): object {
  const items = trail.map(({ name, path }, place) => ({ '@type': 'ListItem', position: place + 1, name, item: absolute(path, origin) }));
  return { '@type': 'BreadcrumbList', itemListElement: items };
}
