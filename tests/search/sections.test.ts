import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sectionsOf } from '../../src/search/sections.ts';

describe('the sections of a post', () => {
  it('begin at its headings, each under the anchor of its heading', () => {
    assert.deepEqual(
      sectionsOf('<p>Lead.</p><h2 id="one">One <em>thing</em></h2><p>First.</p><div><h3 id="two">Two</h3><p>Second.</p></div>'),
      [
        { anchor: '', heading: '', text: 'Lead.' },
        { anchor: 'one', heading: 'One thing', text: 'First.' },
        { anchor: 'two', heading: 'Two', text: 'Second.' },
      ],
    );
  });

  it('have the text readers see, in words that are apart where lines are', () => {
    const html =
      '<p>It <em>be</em>gan.</p><ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table><pre><code>e\n f</code></pre>';
    assert.equal(sectionsOf(html)[0]?.text, 'It began. a b c d e f');
    assert.equal(sectionsOf('<p>1 &lt; 2 &amp; <b>&quot;x&quot;</b></p>')[0]?.text, '1 < 2 & "x"');
  });

  it('leave out what is not read: scripts, styles, comments, the way back from a footnote', () => {
    const html =
      '<script>x</script><style>y</style><!--z--><p>Text.<a href="#fnref-1" data-footnote-backref="">back</a></p><svg><text>s</text></svg>';
    assert.equal(sectionsOf(html)[0]?.text, 'Text.');
  });

  it('keep a heading without an anchor in the text around it', () => {
    assert.deepEqual(sectionsOf('<p>a</p><h2>Loose</h2><p>b</p>'), [{ anchor: '', heading: '', text: 'a Loose b' }]);
  });

  it('have no control characters, which mean something to the index', () => {
    assert.equal(sectionsOf('<p>a\u0002b\u0003c\u001ed</p>')[0]?.text, 'a b c d');
  });
});
