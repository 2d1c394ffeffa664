/**
 * What the classifier sees of a comment: its words, two and three in a row, parts of words, where it leads, telephone numbers,
 * its length and how it is written, each hashed into one of a fixed number of buckets, so that what was learnt
 * never outgrows them. Whoever changes what is seen adds a migration that empties `evidence` and `lessons`: what was
 * learnt of other features is no use to these.
 */
export interface Words {
  name: string;
  website: string | null;
  text: string;
}

/** How much of a comment each bucket is, by bucket, in `unit`s; the sum of their squares is one (`unit` squared). */
export type Features = ReadonlyMap<number, number>;

/** One, in the whole numbers features and evidence are counted in: sums of whole numbers are taken back exactly. */
export const unit = 2 ** 20;
/** Buckets features are hashed into, 1 to this; 0 is nobody's. */
export const buckets = 2 ** 18;
/** Features one comment has at most. Of a longer one, an even sample of its words. */
export const mostFeatures = 512;
const mostAbout = 64;

/** How much a feature of each kind counts beside a word; found by trying, on `bench/spam.ts`. */
const importance = { place: 3, word: 1, pair: 1.2, three: 0.3, part: 0.15, sign: 1, name: 0.2 } as const;
type Kind = keyof typeof importance;

/** The features of a comment; the same words always have the same. */
export function featuresOf(words: Words): Features {
  const parts = new Map<number, number>();
  for (const [kind, feature] of [...aboutOf(words), ...sampled(wordsOf(words))]) {
    const bucket = 1 + (hash(`${kind} ${feature}`) % buckets);
    parts.set(bucket, Math.max(importance[kind], parts.get(bucket) ?? 0));
  }
  const length = Math.hypot(...parts.values());
  return new Map([...parts].map(([bucket, part]) => [bucket, Math.floor((unit * part) / length)]));
}

type Feature = readonly [Kind, string];

// Bounded everywhere: without, `a.a.a.a.…` takes a time that grows with the square of its length.
/** Every address in a text, as it was written. */
export function addressesIn(text: string): string[] {
  return text.match(address) ?? [];
}

const address = /(?:https?:\/\/|www\.)[^\s<>"]{1,300}|\b(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}(?:\/[^\s<>"]{0,300})?/giu;
const telephone = /\+?\d(?:[\s().-]{0,3}\d){6,14}/g;
const token = /\u0001\w+|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*|\p{N}+|\p{Sc}|[!?]+|\p{Extended_Pictographic}/gu;

/** One way of writing: no compatibility forms, nothing invisible, small letters. */
function readable(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .toLowerCase();
}

/** The words in order. Addresses and telephone numbers are one word each, numbers count by their length. */
function tokensOf(read: string): string[] {
  const marked = read.replace(address, ' \u0001url ').replace(telephone, ' \u0001phone ');
  return (marked.match(token) ?? []).map((word) =>
    /^\p{N}/u.test(word) ? `\u0001digits${word.length}` : /^[!?]/.test(word) ? word.slice(0, 3) : word,
  );
}

function wordsOf({ text }: Words): Feature[] {
  const tokens = tokensOf(readable(text));
  return [...tokens, ''].flatMap((token, index): Feature[] => {
    const pair = `${tokens[index - 1] ?? ''} ${token}`;
    const three = `${tokens[index - 2] ?? ''} ${pair}`;
    return [...(token ? [['word', token] as const] : []), ['pair', pair], ['three', three], ...partsOf(token)];
  });
}

/** Four letters at a time: `suscribe` is much like `subscribers`. */
function partsOf(word: string): Feature[] {
  const edged = `^${word}$`;
  return Array.from({ length: Math.max(0, Math.min(edged.length, 40) - 3) }, (_, start) => ['part', edged.slice(start, start + 4)]);
}

/** The same features of the same words, wherever in a long text they stand: padding pushes none out that another would keep. */
function sampled(features: readonly Feature[]): Feature[] {
  const distinct = [...new Map(features.map((feature) => [hash(feature.join(' ')), feature]))];
  return distinct
    .sort(([one], [other]) => one - other)
    .slice(0, mostFeatures - mostAbout)
    .map(([, feature]) => feature);
}

/** What is no word of the text: where it leads, who signs, and how it is written. */
function aboutOf({ name, website, text }: Words): Feature[] {
  const read = readable(text);
  const addresses = read.match(address) ?? [];
  const numbers = (read.match(telephone) ?? []).map((number) => number.replace(/\D/g, ''));
  const places = [...addresses, ...(website ? [website] : [])].flatMap(hostsOf);
  const signs = [
    `length ${Math.floor(Math.log2(1 + read.length))}`,
    `addresses ${Math.min(addresses.length, 3)}`,
    ...addresses.map((address) => `address length ${Math.floor(Math.log2(address.length))}`),
    `shouting ${Math.floor(4 * shareOf(/\p{Lu}/gu, text))}`,
    `exclamations ${Math.min(read.match(/!/g)?.length ?? 0, 4)}`,
    ...(website ? ['website'] : []),
    ...scripts.filter(([, pattern]) => pattern.test(text)).map(([script]) => script),
  ];
  const features: Feature[] = [
    ...signs.map((sign) => ['sign', sign] as const),
    ...tokensOf(readable(name)).map((word) => ['name', word] as const),
    ...[...numbers, ...places].map((place) => ['place', place] as const),
  ];
  return features.slice(0, mostAbout);
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ...['Latin', 'Greek', 'Cyrillic', 'Han', 'Arabic'].map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const),
  ['mixed in a word', /\p{Script=Latin}[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}]\p{Script=Latin}/u],
];

/** The host of an address, and the last two names of it. */
function hostsOf(address: string): string[] {
  const [host = ''] = readable(address)
    .replace(/^https?:\/\//, '')
    .split(/[/?#:]/);
  const names = host.replace(/^www\./, '').split('.');
  return [names.join('.'), names.slice(-2).join('.')];
}

/** How many of the letters are such. */
function shareOf(pattern: RegExp, text: string): number {
  return (text.match(pattern)?.length ?? 0) / Math.max(text.match(/\p{L}/gu)?.length ?? 0, 8);
}

/** FNV-1a with a last stir, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
