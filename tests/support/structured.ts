/** JSON-LD as search engines read it, with what their documentation requires and recommends. */
import assert from 'node:assert/strict';
import { attribute, type BuiltPage, named, rawText } from './built.ts';

export type Node = Record<string, unknown>;

/** The nodes of a page, one for each thing it is about. */
export function nodesOf(page: BuiltPage): Node[] {
  return blocksOf(page).flatMap((block) => {
    const data = object(JSON.parse(rawText(block)));
    assert.equal(data['@context'], 'https://schema.org', page.address);
    return '@graph' in data ? list(data['@graph']).map(object) : [data];
  });
}

/** The elements JSON-LD stands in. */
export function blocksOf({ tree }: BuiltPage): ReturnType<typeof named> {
  return named(tree, 'script').filter((script) => attribute(script, 'type') === 'application/ld+json');
}

/** The only node of a type. */
export function nodeOf(page: BuiltPage, type: string): Node {
  const [node, ...more] = nodesOf(page).filter((candidate) => candidate['@type'] === type);
  assert.ok(node && more.length === 0, `${page.address} is about one ${type}`);
  return node;
}

/** @see https://developers.google.com/search/docs/appearance/structured-data/article */
export function checkPosting(node: Node): void {
  assert.equal(node['@type'], 'BlogPosting');
  for (const name of ['headline', 'description', 'inLanguage']) text(node[name]);
  for (const name of ['datePublished', 'dateModified']) assert.match(text(node[name]), /^\d{4}-\d{2}(-\d{2})?$/);
  for (const name of ['@id', 'url', 'mainEntityOfPage']) address(node[name]);
  address(node['image']);
  assert.ok(list(node['author']).length > 0);
  list(node['author']).map(object).forEach(checkPerson);
  const publisher = object(node['publisher']);
  assert.equal(publisher['@type'], 'Organization');
  assert.ok(text(publisher['name']) && address(publisher['url']));
}

/** @see https://developers.google.com/search/docs/appearance/structured-data/article#author-bp */
export function checkPerson(node: Node): void {
  assert.equal(node['@type'], 'Person');
  // Nothing but the name belongs there.
  assert.doesNotMatch(text(node['name']), /^by\b|,/i);
  address(node['url']);
}

/** @see https://developers.google.com/search/docs/appearance/structured-data/profile-page */
export function checkProfile(node: Node): void {
  assert.equal(node['@type'], 'ProfilePage');
  const person = object(node['mainEntity']);
  checkPerson(person);
  text(person['identifier']);
  if ('image' in person) address(person['image']);
  if ('sameAs' in person) list(person['sameAs']).forEach(address);
}

/** @see https://developers.google.com/search/docs/appearance/structured-data/breadcrumb */
export function checkBreadcrumbs(node: Node): { name: string; item: string }[] {
  assert.equal(node['@type'], 'BreadcrumbList');
  const items = list(node['itemListElement']).map(object);
  assert.ok(items.length >= 2, 'a way has two places');
  return items.map((item, place) => {
    assert.deepEqual([item['@type'], item['position']], ['ListItem', place + 1]);
    return { name: text(item['name']), item: address(item['item']) };
  });
}

/** The comments in a node, and those in them. @see https://developers.google.com/search/docs/appearance/structured-data/discussion-forum */
export function checkComments(node: Node): Node[] {
  return list(node['comment'] ?? []).flatMap((given) => {
    const comment = object(given);
    assert.equal(comment['@type'], 'Comment');
    const author = object(comment['author']);
    assert.equal(author['@type'], 'Person');
    text(author['name']);
    text(comment['text']);
    assert.equal(new Date(text(comment['datePublished'])).toISOString(), comment['datePublished']);
    assert.match(address(comment['url']), /#comment-\d+$/);
    return [comment, ...checkComments(comment)];
  });
}

function object(value: unknown): Node {
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value));
  return { ...value };
}

function list(value: unknown): unknown[] {
  assert.ok(Array.isArray(value));
  return value;
}

function text(value: unknown): string {
  assert.ok(typeof value === 'string' && value.trim() !== '');
  return value;
}

function address(value: unknown): string {
  assert.match(text(value), /^https?:\/\//);
  return text(value);
}
