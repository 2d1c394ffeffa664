import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { xml, xmlDocument } from '../../../src/site/feeds/xml.ts';
import { readXml } from '../../support/xml.ts';

const wild = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom(...'<>&"\'\0\u0001\u001f\u007f\u0085\u2028\ufffe\uffff\ud800\udfff', ']]>', '<![CDATA[', '&amp;', '<!--', '?>'))
    .map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);
/** What of a text XML can hold. */
const holdable = (text: string) => text.toWellFormed().replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');

describe('XML', () => {
  it('says what was put into it, whatever that is, and stays well-formed', () => {
    fc.assert(
      fc.property(wild, wild, (text, value) => {
        const read = readXml(xmlDocument(xml('a', { b: value }, text, xml('c', {}, text), undefined), value));
        assert.equal(read.text, holdable(text) + holdable(text));
        assert.equal(read.attributes['b'], holdable(value).replace(/[\t\n]/g, ' '));
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out what is undefined, and closes what is empty', () => {
    assert.equal(xml('a', { b: undefined, c: '' }, undefined, '').xml, '<a c=""/>');
  });
});
