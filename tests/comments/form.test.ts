import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Draft } from '../../src/comments/comment.ts';
import { cleanName, cleanText, formToken, type Problems, readForm, token, trap, typed } from '../../src/comments/form.ts';
import { readSecret, seal } from '../../src/site/secret.ts';
import { site } from '../../src/site/site.ts';
import { wildText } from '../support/wild-text.ts';

const secret = readSecret('for tests only, and long enough to be one');
const post = '2008/02/what-outcome-are-you-negotiating-for';
const now = new Date('2026-11-23T12:00:00Z');
const complete = { comment: 'A thought.', name: 'Ada', email: 'ada@example.org' };

describe('a complete form', () => {
  it('is a draft', () => {
    const draft = accepted({ ...complete, website: 'https://example.org', parent: '7', remember: 'yes' });
    assert.deepEqual(draft, {
      post,
      parent: 7,
      name: 'Ada',
      email: 'ada@example.org',
      website: 'https://example.org/',
      text: 'A thought.',
      remember: true,
      trapped: false,
      formAge: null,
      solution: null,
    });
  });

  it('may leave out the website, the parent and being remembered', () => {
    const { website, parent, remember } = accepted({ ...complete, website: '  ', parent: '' });
    assert.deepEqual({ website, parent, remember }, { website: null, parent: null, remember: false });
  });

  it('may carry fields nobody asked for, which change nothing', () => {
    assert.deepEqual(accepted({ ...complete, status: 'published', id: '1', reasons: '[]' }), accepted(complete));
  });

  it('shows whether the field that people cannot see was filled in', () => {
    assert.equal(accepted({ ...complete, [trap]: 'Acme' }).trapped, true);
    assert.equal(accepted({ ...complete, [trap]: '' }).trapped, false);
  });

  it('proves its age with a seal made for this post', () => {
    const made = (ofPost: string, milliseconds: number) =>
      accepted({ ...complete, [token]: seal(secret, 'form', formToken(ofPost, new Date(now.getTime() - milliseconds))) }).formAge;
    assert.equal(made(post, 90_000), 90_000);
    assert.equal(made(post, -5_000), 0, 'a clock that is ahead makes no negative age');
    assert.equal(made('2026/11/another', 90_000), null);
    for (const forged of ['', 'x', formToken(post, now), `${formToken(post, now)}.${'A'.repeat(22)}`]) {
      assert.equal(accepted({ ...complete, [token]: forged }).formAge, null);
    }
  });
});

describe('an incomplete form', () => {
  it('has one sentence for each field that is missing', () => {
    assert.deepEqual(problemsOf({}), {
      comment: 'Write your comment.',
      name: 'Enter your name.',
      email: 'Enter your email address. It will not be published.',
    });
  });

  it('is empty also when it holds nothing that can be seen', () => {
    const { comment, name, email } = problemsOf({ comment: ' \n\t\u200e\0', name: '\u200b\u2800 \u3164\u0301', email: ' ' });
    assert.deepEqual([comment, name], ['Write your comment.', 'Enter your name.']);
    assert.ok(email);
  });

  it('is asked again for a field that came twice or as a file', () => {
    for (const name of ['comment', 'name', 'email', 'website', 'parent'] as const) {
      const form = formOf(complete);
      form.append(name, 'one');
      form.append(name, 'two');
      assert.match(problemsIn(form)[name] ?? '', /arrived in a way that cannot be read/, name);
    }
    const form = formOf({ name: 'Ada', email: 'ada@example.org' });
    form.append('comment', new Blob(['A thought.']), 'thought.txt');
    assert.match(problemsIn(form).comment ?? '', /arrived in a way that cannot be read/);
  });
});

describe('the limits', () => {
  const name = 'é'.repeat(122);
  it('count a name in bytes: 245 fit', () => {
    assert.equal(accepted({ ...complete, name: `${name}a` }).name, `${name}a`);
    assert.match(problemsOf({ ...complete, name: `${name}é` }).name ?? '', /longer than 245 bytes/);
  });

  it('count an email address in bytes: 100 fit', () => {
    accepted({ ...complete, email: `${'a'.repeat(88)}@example.org` });
    assert.match(problemsOf({ ...complete, email: `${'a'.repeat(89)}@example.org` }).email ?? '', /100 bytes/);
  });

  it('count a website in bytes of the address it becomes: 200 fit', () => {
    const prefix = 'https://example.org/';
    accepted({ ...complete, website: prefix + 'a'.repeat(200 - prefix.length) });
    assert.match(problemsOf({ ...complete, website: prefix + 'a'.repeat(201 - prefix.length) }).website ?? '', /200 bytes/);
    assert.ok(problemsOf({ ...complete, website: prefix + 'é'.repeat(40) }).website, 'forty letters of six bytes each when written out');
  });

  it('count a comment in characters, whatever their bytes, and say how many there are', () => {
    const { maxCharacters } = site.discussion;
    for (const letter of ['a', 'é', '中', '👩']) accepted({ ...complete, comment: letter.repeat(maxCharacters) });
    const problem = problemsOf({ ...complete, comment: 'a'.repeat(maxCharacters + 1) }).comment;
    assert.equal(problem, 'Shorten your comment: it has 10,001 characters, and 10,000 fit.');
  });

  it('call a comment too large from 65,526 bytes on', () => {
    const tooLarge = (bytes: number) => {
      const read = readForm(formOf({ ...complete, comment: 'a'.repeat(bytes) }), post, secret, now);
      return 'problems' in read && read.tooLarge;
    };
    assert.deepEqual([tooLarge(65_525), tooLarge(65_526)], [false, true]);
  });
});

describe('an email address', () => {
  for (const email of [
    'a@b.example',
    'first.last+tag@mail.example.org',
    "o'brien@example.org",
    'user@bücher.example',
    'δοκιμή@example.org',
    'a_b-c@x--1.example',
  ]) {
    it(`may be ${email}`, () => assert.equal(accepted({ ...complete, email: ` ${email} ` }).email, email));
  }
  for (const email of [
    ...[
      'ada',
      'ada@',
      '@example.org',
      'ada@example',
      'ada@@example.org',
      'a b@example.org',
      'ada@example..org',
      '.ada@example.org',
      'ada.@example.org',
    ],
    ...[
      'ada@-example.org',
      'ada@example-.org',
      'ada@[127.0.0.1]',
      '"a b"@example.org',
      'ada@example.org\r\nBcc: all@example.org',
      'a,b@example.org',
    ],
    ...['Ada <ada@example.org>', 'ada@example.org,bob@example.org', 'ada@exa\u200bmple.org', 'a\u0000@example.org', 'ada@example.o'],
  ]) {
    it(`may not be ${JSON.stringify(email)}`, () => assert.match(problemsOf({ ...complete, email }).email ?? '', /name@example\.org/));
  }
});

describe('a website', () => {
  const read: [text: string, address: string][] = [
    ['example.org', 'https://example.org/'],
    ['example.org:8080/a', 'https://example.org:8080/a'],
    ['HTTP://EXAMPLE.ORG', 'http://example.org/'],
    [' https://example.org/ä ', 'https://example.org/%C3%A4'],
    ['https://bücher.example', 'https://xn--bcher-kva.example/'],
    ['http://[2001:db8::1]/', 'http://[2001:db8::1]/'],
  ];
  for (const [text, address] of read)
    it(`${JSON.stringify(text)} is ${address}`, () => assert.equal(accepted({ ...complete, website: text }).website, address));

  for (const text of [
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,a',
      'vbscript:a',
      'file:///etc/passwd',
      'mailto:a@b.example',
    ],
    ...[
      'ftp://example.org',
      'https://user@example.org',
      'https://user:password@example.org',
      'localhost',
      'http://localhost/',
      'https://',
      'example',
      '//',
    ],
    ...[
      'https://exa mple.org',
      'https://example.org/\u0000',
      'https://example.org/\ta',
      'javascript://example.org/%0aalert(1)',
      'blob:https://example.org/a',
    ],
  ]) {
    it(`${JSON.stringify(text)} is not one`, () =>
      assert.match(problemsOf({ ...complete, website: text }).website ?? '', /https:\/\/ or http:\/\//));
  }

  it('is an http(s) address without a password, or refused, whatever is typed', () => {
    const schemes = fc.constantFrom('', 'http://', 'https://', 'HTTPS:', 'javascript:', 'data:', '//', 'https:/\\', 'view-source:');
    fc.assert(
      fc.property(schemes, wildText(8), fc.constantFrom('', '.example', '.example/a?b#c', '@b.example'), (scheme, middle, end) => {
        const result = readForm(formOf({ ...complete, website: scheme + middle + end }), post, secret, now);
        if ('problems' in result) return assert.deepEqual(Object.keys(defined(result.problems)), ['website']);
        const { website } = result.draft;
        if (website === null) return assert.equal((scheme + middle + end).trim(), '');
        const url = new URL(website);
        assert.match(website, /^https?:\/\/[^\s"<>\p{C}]+$/u);
        assert.deepEqual([url.href, url.username, url.password], [website, '', '']);
        assert.ok(Buffer.byteLength(website) <= 200);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the comment that is answered', () => {
  for (const parent of ['0', '-1', '1.5', '1e3', '01', '0x1', 'abc', '1 2', '9'.repeat(16), '１']) {
    it(`is not ${JSON.stringify(parent)}`, () => assert.match(problemsOf({ ...complete, parent }).parent ?? '', /is not there any more/));
  }
});

describe('a name', () => {
  const cleaned: [sentence: string, name: string, clean: string][] = [
    ['loses white space around and doubled inside', '  Ada \n\t  Lovelace ', 'Ada Lovelace'],
    ['loses what reverses the text after it', 'Ada\u202e evoli\u2066', 'Ada evoli'],
    ['loses what has no width', 'A\u200bd\u200da\ufeff\u00ad', 'Ada'],
    ['loses controls', 'A\0d\u001b[31ma\u007f', 'Ad[31ma'],
    ['is folded to its plain form', 'Ａｄａ ﬁ ①', 'Ada fi 1'],
    ['has at most three marks on a letter', `a${'\u0332'.repeat(50)}b`, `a${'\u0332'.repeat(3)}b`],
    ['keeps every script', 'Ἀδα עדה عادة 艾达 ஆடா', 'Ἀδα עדה عادة 艾达 ஆடா'],
    ['keeps a face', 'Ada 🙂', 'Ada 🙂'],
  ];
  for (const [sentence, name, clean] of cleaned) it(sentence, () => assert.equal(cleanName(name), clean));

  it('never reaches beyond itself, and is clean when cleaned once', () => {
    fc.assert(
      fc.property(wildText(), (name) => {
        const clean = cleanName(name.toWellFormed());
        assert.doesNotMatch(clean, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|\p{M}{4}|^\s|\s$|\s\s|[^\S ]/u);
        assert.equal(cleanName(clean), clean);
        assert.equal(clean.normalize('NFKC'), clean);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a text', () => {
  it('keeps its lines, its tabs and what joins letters, and loses controls and overrides', () => {
    assert.equal(cleanText(' a\r\nb\rc\u2028d\te\0\u001b\u202e\u2067f\ufeff \n'), 'a\nb\nc\nd\tef');
    assert.equal(cleanText('👩‍👩‍👧 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'), '👩‍👩‍👧 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645');
  });

  it('never disturbs what stands around it, and is clean when cleaned once', () => {
    fc.assert(
      fc.property(wildText(), (text) => {
        const clean = cleanText(text.toWellFormed());
        assert.doesNotMatch(clean, /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\u2028\u2029]|\p{M}{9}/u);
        assert.equal(cleanText(clean), clean);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('whatever is sent', () => {
  it('is read without an error, and every problem is a sentence', () => {
    const fields = fc.dictionary(
      fc.constantFrom('comment', 'name', 'email', 'website', 'parent', 'remember', token, trap, 'x'),
      wildText(),
    );
    fc.assert(
      fc.property(fields, (values) => {
        const form = formOf(values);
        const result = readForm(form, post, secret, now);
        if ('problems' in result) for (const problem of Object.values(defined(result.problems))) assert.match(problem, /^[A-Z].+\.$/);
        for (const text of Object.values(typed(form))) assert.ok(typeof text === 'boolean' || text.isWellFormed());
      }),
      { numRuns: 1_000 },
    );
  });

  it('is shown again as it was typed', () => {
    const values = { comment: ' A \r\n\u202e', name: ' Ada\u200b', email: 'x', website: 'javascript:', parent: '7' };
    assert.deepEqual(typed(formOf(values)), { ...values, remember: false });
    assert.equal(typed(formOf({ remember: '' })).remember, true);
  });
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

function accepted(fields: Record<string, string>): Draft {
  const result = readForm(formOf(fields), post, secret, now);
  assert.ok('draft' in result, JSON.stringify(result));
  return result.draft;
}

function problemsOf(fields: Record<string, string>): Problems {
  return problemsIn(formOf(fields));
}

function problemsIn(form: FormData): Problems {
  const result = readForm(form, post, secret, now);
  assert.ok('problems' in result, JSON.stringify(result));
  return defined(result.problems);
}

function defined(problems: Problems): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).flatMap(([name, problem]) => (problem === undefined ? [] : [[name, problem]])));
}
