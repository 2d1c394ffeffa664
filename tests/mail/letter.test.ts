import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { LetterRefused, quoted, writeLetter } from '../../src/mail/letter.ts';
import { compose } from '../../src/mail/transport.ts';
import { isEmailAddress } from '../../src/site/email-address.ts';
import { createTransport } from 'nodemailer';
import { read } from '../support/mail-server.ts';
import { wildText } from '../support/wild-text.ts';

const site = 'https://essays.example.org';
const plain = { kind: 'waiting', to: 'ada@example.org', subject: 'A subject', text: 'Words.' };
const refused = (differences: Partial<typeof plain>) =>
  assert.throws(() => writeLetter({ ...plain, ...differences }, site), LetterRefused, JSON.stringify(differences));

describe('an e-mail address', () => {
  for (const good of [
    'ada@example.org',
    'ada.b+c@mail.example.org',
    "o'hara@example.org",
    'root@localhost',
    'a@127.0.0.1',
    'A@xn--bcher-kva.example',
  ])
    it(`may be ${good}`, () => assert.ok(isEmailAddress(good)));
  for (const bad of [
    ...[
      '',
      'ada',
      '@example.org',
      'ada@',
      'ada@@example.org',
      'a@b@example.org',
      'ada@example..org',
      '.ada@example.org',
      'ada.@example.org',
    ],
    ...['ada <ada@example.org>', '<ada@example.org>', 'a@example.org,b@example.org', 'a@example.org;b@example.org', 'a b@example.org'],
    ...['"a b"@example.org', 'ada(comment)@example.org', 'ada@[127.0.0.1]', 'ada@example.org\n', 'ada@example.org\r\nBcc: b@example.org'],
    ...['ada@exämple.org', 'ädä@example.org', 'group:ada@example.org;', '@a,@b:ada@example.org', 'ada@example.org>', 'ada\0@example.org'],
    ...[`${'a'.repeat(65)}@example.org`, `a@${'b'.repeat(64)}.org`, `a@${'b.'.repeat(130)}org`, 'ada@-example.org', 'ada@example.org.'],
  ])
    it(`is not ${JSON.stringify(bad.slice(0, 50))}`, () => assert.ok(!isEmailAddress(bad)));
});

describe('a letter', () => {
  it('may say what it likes, with links to the site', () => {
    const text = `Sign in: ${site}/moderation/sign-in/?to=%2Fmoderation%2F#a (${site}/).\n\nIt works for 10 minutes, until 14:05 UTC.\n> evil[.]example 3.14`;
    assert.equal(writeLetter({ ...plain, text }, site).text, text);
  });

  it('goes to one address', () => {
    for (const to of ['', 'ada', 'a@example.org, b@example.org', 'Ada <ada@example.org>', 'ada@example.org\r\nBcc: b@example.org'])
      refused({ to });
  });

  it('has one line of subject', () => {
    for (const subject of ['', 'a\nb', 'a\r\nBcc: b@example.org', 'a\rb', 'a\u2028b', 'a\0b', 'a'.repeat(201)]) refused({ subject });
  });

  it('links to nowhere else, however that is written', () => {
    for (const link of [
      ...[
        'http://evil.example/',
        'https://evil.example',
        'evil.example',
        'www.evil.example',
        'ftp://evil.example',
        'mailto:a@evil',
        'tel:555',
      ],
      ...['javascript:alert(1)', '//evil.example', 'a@evil.example', '\\\\evil\\share', `${site}.evil.example/`, `${site}@evil.example/`],
      ...[`${site}:8080/`, site.replace('https', 'http'), `${site}/a,https://evil.example`, `${site}/\u200bhttps://evil.example`, site],
      ...[`(https://evil.example)`, `"https://evil.example"`, 'evil。example', 'evil．example', `${site}/?to=https://evil.example`],
    ])
      for (const text of [link, `See ${link} there.`, `See\n${link}\n`]) refused({ text });
  });

  it('has no control characters', () => {
    for (const text of ['a\rb', 'a\0b', 'a\u001b[31mb', 'a\u0085b', 'a\u2028b']) refused({ text });
  });

  it('is refused without its words being repeated: errors are logged', () => {
    const check = (error: Error) => !/secret|example/.test(error.message);
    for (const wrong of [{ to: 'secret@' }, { subject: 'secret\n' }, { text: 'https://secret.example' }, { kind: 'Secret secret' }])
      assert.throws(() => writeLetter({ ...plain, ...wrong }, site), check);
  });
});

describe('what somebody typed', () => {
  it('is still readable', () => {
    assert.equal(quoted('I said 3.14, at 14:05. Really? Yes: really…'), 'I said 3.14, at 14:05. Really? Yes: really...');
    assert.equal(quoted('See https://evil.example/a or mail me@evil.example'), 'See https[:]/ /evil[.]example/a or mail me@evil[.]example');
    assert.equal(quoted('one\r\ntwo\n\n\nthree\u2028four'), 'one two three four');
  });

  const pieces = fc.oneof(
    fc.constantFrom(
      'http://',
      'https:',
      '//',
      '\\\\',
      'evil.example',
      'www.',
      'a@',
      'mailto:',
      'tel:',
      '\r\n',
      '\n',
      '\r',
      'Bcc: b@evil.example',
      ' ',
    ),
    fc.constantFrom('．', '。', '｡', '：', '／／', '․', '‥', '…', '⁄', '\u200b', '\u00ad', '\u202e', 'ｈｔｔｐ', '＠', '.\n', '\0'),
    fc.webUrl(),
    fc.emailAddress(),
    wildText(8),
  );
  const typed = fc.array(pieces, { maxLength: 12 }).map((found) => found.join(''));

  it('is one line in which nothing is a link, whatever it was', () => {
    fc.assert(
      fc.property(typed, (words) => {
        const line = quoted(words);
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        writeLetter(
          { ...plain, subject: `From ${line}`.slice(0, 100).replace(/[\ud800-\udbff]$/, ''), text: `> ${line}\n> ${line}` },
          site,
        );
      }),
      { numRuns: 3_000 },
    );
  });

  it('adds no header and no recipient to a message, in subject or text', async () => {
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        const line = quoted(words);
        const letter = writeLetter({ ...plain, subject: `${[...line].slice(0, 60).join('')}.`, text: `> ${line}\n` }, site);
        const sent = await composer.sendMail(compose({ ...letter, messageId: '<1@localhost>', written: new Date(0) }, 'a@example.org'));
        const { headers, text } = read(String(sent.message));
        const names = [
          'From',
          'To',
          'Subject',
          'Message-ID',
          'Date',
          'Auto-Submitted',
          'MIME-Version',
          'Content-Type',
          'Content-Transfer-Encoding',
        ];
        assert.deepEqual(new Set(headers.map(([name]) => name)), new Set(names));
        assert.equal(headers.length, names.length);
        assert.deepEqual(sent.envelope, { from: 'a@example.org', to: ['ada@example.org'] });
        assert.equal(text.trimEnd(), `> ${line}`.trimEnd());
      }),
      { numRuns: 500 },
    );
  });
});
