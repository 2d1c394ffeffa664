/** What stands for a post where its address is shared: the picture its author chose, or its card. */
import { getImage } from 'astro:assets';
import type { Author } from '../authors/authors.ts';
import { cardSize, type SharedImage } from '../site/cards/card.ts';
import { cardOf } from './card.ts';
import type { Post } from './posts.ts';

/** Pixels below which sharing sites show a picture small, beside the words. @see https://developers.facebook.com/docs/sharing/webmasters/images/ */
const least = { width: 600, height: 315 };

/** The author's picture in the shape of a card, never enlarged; the card where there is none, or one too small to be shown large. */
export async function sharedImage(post: Post, authors: readonly Author[]): Promise<SharedImage> {
  // Made in any case, because it also stands for the discussion.
  const card = cardOf(post, authors);
  const { image } = post.data;
  if (!image || image.src.width < least.width || image.src.height < least.height) return card;
  const scale = Math.min(1, image.src.width / cardSize.width, image.src.height / cardSize.height);
  const size = { width: Math.floor(cardSize.width * scale), height: Math.floor(cardSize.height * scale) };
  const { src } = await getImage({ src: image.src, ...size, fit: 'cover', format: 'jpeg' });
  return { src, type: 'image/jpeg', ...size, alt: image.alt };
}
