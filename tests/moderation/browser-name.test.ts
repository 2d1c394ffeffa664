import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { browserName } from '../../src/moderation/browser-name.ts';

describe('a browser in words', () => {
  it('is what its owner would call it', () => {
    const agents: Record<string, string> = {
      'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0': 'Firefox on Linux',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36':
        'Chrome on Windows',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0':
        'Edge on Windows',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15':
        'Safari on a Mac',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1':
        'Safari on an iPhone',
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36':
        'Chrome on Android',
      'curl/8.5.0': 'A browser',
      '': 'A browser',
    };
    for (const [agent, words] of Object.entries(agents)) assert.equal(browserName(agent), words);
    assert.equal(browserName(null), 'A browser');
  });

  it('never repeats a word of what it said', () => {
    const known =
      /^(A browser|Edge|Opera|Samsung Internet|Firefox|Chrome|Safari)( on (an iPhone|an iPad|Android|Windows|a Mac|ChromeOS|Linux))?$/;
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (agent) => assert.match(browserName(agent), known)));
  });
});
