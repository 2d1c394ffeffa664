import { describe } from 'node:test';
import { post } from '../../support/content.ts';
import { accepts, finds, first, second } from '../../support/mistakes.ts';

describe('guids', () => {
  accepts('may be addresses, tags and urns', {
    [first]: post(['guid: https://old.example/?p=7']),
    [second]: post(['guid: tag:old.example,2010:7']),
  });
  finds('are named at the second post that has one', { [first]: post(['guid: urn:x:1']), [second]: post(['guid: urn:x:1']) }, [
    `${second}:6:7`,
    /content\/posts\/2026\/11\/on-fire.mdx has the guid “urn:x:1” already/,
  ]);
  finds('are nothing that Atom could not write', { [first]: post(['guid: post 7']) }, [`${first}:6:7`, /Write a full address/]);
});

describe('the canonical address of a post from elsewhere', () => {
  const source = (canonical: string) => [
    'source:',
    '  title: Elsewhere',
    '  url: https://other.example/',
    '  published: 2026-01',
    canonical,
  ];
  accepts('may be here or there', { [first]: post(source('  canonical: here')), [second]: post(source('  canonical: there')) });
  finds('is a word of the two', { [first]: post(source('  canonical: https://other.example/')) }, [
    `${first}:10:14`,
    /Write here .* or there/,
  ]);
});
