import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkContent } from '../../../src/posts/check/check.ts';
import { post, project } from '../../support/content.ts';

const part = (number: number | string, title = 'Fires') => post(['series:', `  title: ${title}`, `  part: ${number}`], 'The text.');
const a = 'content/posts/2026/11/on-fire.mdx';
const b = 'content/posts/2026/11/on-smoke.mdx';

it('takes a series in order, whatever numbers are left out', async (test) => {
  const root = await project(test, { [a]: part(1), [b]: part(7) });
  assert.deepEqual(await checkContent(root, '2026-11-23'), []);
});

it('finds a part that is there twice, a title spelt in two ways, and a part that is no number', async (test) => {
  const messages = async (second: string) => {
    const root = await project(test, { [a]: part(1), [b]: second });
    return (await checkContent(root, '2026-11-23')).map(({ file, line, message }) => `${file}:${line} ${message}`);
  };
  assert.deepEqual(await messages(part(1)), [`${b}:8 ${a} is part 1 of “Fires” already. Write another number, such as 2.`]);
  assert.deepEqual(await messages(part(2, 'fires')), [`${b}:7 The series “fires” is spelt “Fires” in ${a}. Spell it the same way.`]);
  assert.match((await messages(part('two'))).join(), /:8 series.part is “two”/);
  assert.match((await messages(part(0))).join(), /:8 series.part is 0\. Write a whole number from 1 on/);
  assert.match((await messages(part('1\n  pat: 2'))).join(), /pat/);
});
