import { describe } from 'node:test';
import { post, withFrontmatter } from '../../support/content.ts';
import { accepts, author, finds, first } from '../../support/mistakes.ts';

describe('pictures', () => {
  const beside = { 'content/posts/2026/11/fire.jpg': 'jpg', 'content/posts/2026/11/notes.txt': 'txt' };
  accepts('pictures beside a post and in public are there', {
    ...beside,
    [first]: post(
      [],
      '![A fire.](./fire.jpg)\n\n![A fire.](fire.jpg)\n\n![A fire][1]\n\n![Icon.](/favicon.svg)\n\n<img src="/favicon.svg" alt="" />\n\n[1]: ./fire.jpg',
    ),
  });
  finds('an image without alt says so', { ...beside, [first]: post(['image:', '  src: ./fire.jpg']) }, [
    `${first}:6:1`,
    /image has no alt. Add it under image: What the picture shows/,
  ]);
  finds('an image that does not exist is named', { ...beside, [first]: post(['image: { src: ./fyre.jpg, alt: A fire. }']) }, [
    `${first}:6:15`,
    /no file content\/posts\/2026\/11\/fyre.jpg. Did you mean “content\/posts\/2026\/11\/fire.jpg”/,
  ]);
  finds('an image in public is told to lie beside the post', { [first]: post(['image: { src: /favicon.svg, alt: Icon. }']) }, [
    `${first}:6:15`,
    /not a file beside this one/,
  ]);
  finds('an image in capitals is not the one in small letters', { ...beside, [first]: post([], '![A fire.](./Fire.jpg)') }, [
    `${first}:7:1`,
    /no file/,
  ]);
  finds('a file that is not a picture is named', { ...beside, [first]: post([], '![Notes.](./notes.txt)') }, [
    `${first}:7:1`,
    /is not a picture/,
  ]);
  finds('a portrait that does not exist is named', { [author]: withFrontmatter(['name: M', 'portrait: ./m.jpg']) }, [
    `${author}:3:11`,
    /no file content\/authors\/m.jpg/,
  ]);
  finds('a picture in the text that does not exist is named', { [first]: post([], 'Look: ![A fire.](./gone.jpg)') }, [
    `${first}:7:7`,
    /no file content\/posts\/2026\/11\/gone.jpg/,
  ]);
  finds(
    'a picture by reference that does not exist is named where its file stands',
    { [first]: post([], '![A fire.][1]\n\n[1]: ./gone.jpg') },
    [`${first}:9:1`, /no file/],
  );
  finds('a picture in public that does not exist is named', { [first]: post([], '![Icon.](/icon.svg)') }, [
    `${first}:7:1`,
    /no file public\/icon.svg/,
  ]);
  finds('a picture of another site is named', { [first]: post([], '![A fire.](https://example.org/fire.jpg)') }, [
    `${first}:7:1`,
    /not on this site/,
  ]);
  finds('a file beside the post cannot be shown by an img', { ...beside, [first]: post([], '<img src="./fire.jpg" alt="A fire." />') }, [
    `${first}:7:1`,
    /Write !\[what it shows\]\(.\/fire.jpg\)/,
  ]);
  finds('a picture without alternative text is named', { ...beside, [first]: post([], '![](./fire.jpg)') }, [
    `${first}:7:1`,
    /no alternative text/,
  ]);
  finds('a picture by reference without alternative text is named', { ...beside, [first]: post([], 'x ![][1]\n\n[1]: ./fire.jpg') }, [
    `${first}:7:3`,
    /no alternative text/,
  ]);
  finds('an img without alternative text is named', { [first]: post([], '<img src="/favicon.svg" />') }, [
    `${first}:7:1`,
    /no alternative text/,
  ]);
});
