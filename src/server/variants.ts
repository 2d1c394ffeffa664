/** Pages as readers chose to see them. Most choose nothing and get the page itself; the other forms are made when somebody asks. */
import { type Choice, packChoice, withChoice } from '../site/reading/choice.ts';
import { Body } from './reply.ts';

/** What all variants together may hold uncompressed, in bytes. The longest unused go first. */
const mostBytes = 16 * 1_024 * 1_024;

export class Variants {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Body>();
  readonly #most: number;
  #bytes = 0;

  constructor(most = mostBytes) {
    this.#most = most;
  }

  /** Bytes held now, uncompressed. */
  get size(): number {
    return this.#bytes;
  }

  /** A page in the form of a choice, with a validator of its own. The same page and choice give the same body while it is kept. */
  of(page: Body, choice: Choice | null): Body {
    if (!choice) return page;
    const key = `${packChoice(choice)} ${page.etag('identity')}`;
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const made = new Body(Buffer.from(withChoice(page.bytes.toString(), choice)), page.compressible);
    this.#kept.set(key, made);
    this.#bytes += made.bytes.length;
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#bytes <= this.#most) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytes.length;
    }
    return made;
  }
}
