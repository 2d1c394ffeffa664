import { describe } from 'node:test';
import { post, withFrontmatter } from '../../support/content.ts';
import { accepts, finds, first } from '../../support/mistakes.ts';

const tagged = { [first]: post(['category: About it', 'tags: [fire safety]']) };
const introduction = withFrontmatter(['title: Safety', 'description: What burns.'], 'All of it, and [more](/about/).');

describe('introductions of tags and categories', () => {
  accepts('are called as the address of what they introduce, and need neither title nor text', {
    ...tagged,
    'content/tags/fire-safety.mdx': introduction,
    'content/categories/about-it.mdx': withFrontmatter([]),
  });
  accepts('may introduce what only a draft has', {
    [first]: post(['draft: true', 'tags: [safety]']),
    'content/tags/safety.mdx': introduction,
  });
  accepts('may have letters of any alphabet, as addresses do', { [first]: post(['tags: [Čas]']), 'content/tags/čas.mdx': introduction });
  finds('of a tag no post has are told the one that was meant', { ...tagged, 'content/tags/fire-safty.mdx': introduction }, [
    'content/tags/fire-safty.mdx:1:1',
    /No post has the tag “fire-safty” that this file introduces. Did you mean “fire-safety”\?/,
  ]);
  finds('of a category no post has, like none there is, are told what to do', { ...tagged, 'content/categories/zoo.mdx': introduction }, [
    'content/categories/zoo.mdx:1:1',
    /No post has the category “zoo” that this file introduces. Give it to a post, or remove the file/,
  ]);
  finds('of a category do not introduce the tag of that name', { ...tagged, 'content/categories/fire-safety.mdx': introduction }, [
    'content/categories/fire-safety.mdx:1:1',
    /No post has the category/,
  ]);
  finds(
    'have the mistakes of any text',
    { ...tagged, 'content/tags/fire-safety.mdx': withFrontmatter(['colour: red'], '[x](/nowhere/)') },
    ['content/tags/fire-safety.mdx:2:1', /“colour” is not a key of a tag/],
    ['content/tags/fire-safety.mdx:4:1', /leads nowhere/],
  );
  finds('that are not called as the address are told what is', { ...tagged, 'content/tags/Fire Safety.mdx': introduction }, [
    'content/tags/Fire Safety.mdx:1:1',
    /Did you mean “fire-safety”\?/,
  ]);
});
