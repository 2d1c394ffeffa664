import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sectionsOf } from '../../src/search/sections.ts';

describe('the sections of a post', () => {
  it('begin at its headings, each under the anchor of its heading', () => {
    assert.deepEqual(
      sectionsOf('<p>Lead.</p><h2 id="one">One <em>thing</em></h2><p>First.</p><div><h3 id="two">Two</h3><p>Second.</p></div>'),
      [
        { anchor: '', heading: '', text: 'Lead.', code: '' },
        { anchor: 'one', heading: 'One thing', text: 'First.', code: '' },
        { anchor: 'two', heading: 'Two', text: 'Second.', code: '' },
      ],
    );
  });

  it('have the text readers see, in words that are apart where lines are', () => {
    const html = '<p>It <em>be</em>gan.</p><ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table>';
    assert.equal(sectionsOf(html)[0]?.text, 'It began. a b c d');
    assert.equal(sectionsOf('<p>1 &lt; 2 &amp; <b>&quot;x&quot;</b></p>')[0]?.text, '1 < 2 & "x"');
  });

  it('leave out what is not read: scripts, styles, comments, the way back from a footnote', () => {
    const html =
      '<script>x</script><style>y</style><!--z--><p>Text.<a href="#fnref-1" data-footnote-backref="">back</a></p><svg><text>s</text></svg>';
    assert.equal(sectionsOf(html)[0]?.text, 'Text.');
  });

  it('have blocks of code apart from the text, and code within a line in it', () => {
    const html = '<p>Run <code>npm test</code>.</p><pre><code><span>```js</span>\n<span>let a;</span></code></pre><p>So.</p>';
    assert.deepEqual(sectionsOf(html), [{ anchor: '', heading: '', text: 'Run npm test. So.', code: '```js let a;' }]);
  });

  it('say of pictures what they are said to show', () => {
    const html = '<figure><picture><source srcset="a"><img src="b" alt="A lighthouse"></picture><figcaption>At dusk.</figcaption></figure>';
    assert.equal(sectionsOf(html)[0]?.text, 'A lighthouse At dusk.');
    assert.equal(sectionsOf('<p>One<img src="a" alt="">two<img src="b">.</p>')[0]?.text, 'One two .');
  });

  it('keep a heading without an anchor in the text around it', () => {
    assert.deepEqual(sectionsOf('<p>a</p><h2>Loose</h2><p>b</p>'), [{ anchor: '', heading: '', text: 'a Loose b', code: '' }]);
  });

  it('have no control characters, which mean something to the index', () => {
    assert.equal(sectionsOf('<p>a\u0002b\u0003c\u001ed</p>')[0]?.text, 'a b c d');
  });
});
