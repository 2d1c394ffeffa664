/**
 * Live regions: parts of built pages whose content depends on the database. Each is rendered once per change and
 * spliced into the pages that hold it; what readers get are bytes that already exist.
 */
import { changedSince } from '../database/revisions.ts';
import type { Changes, Database } from '../database/database.ts';
import { dayOf } from '../site/dates.ts';
import { Body } from './reply.ts';

/** Renders a region (`thread:2008/02/a-post`) as HTML, with the database or, when it does not answer, without. */
export type RenderRegion = (name: string, database: Database | null) => Promise<string>;

/** How long the strip may lag behind, in milliseconds. */
const trendingLag = 10 * 60 * 1_000;
/** How often a form asks anew whether a flood is over, in milliseconds. */
const floodLag = 15 * 60 * 1_000;
/** How often a database that failed is tried again, in milliseconds. */
const retryAfter = 1_000;

interface Region {
  html: string;
  /** Differs whenever `html` does. */
  version: number;
  /** What it was rendered from; when this is not current any more it is rendered again. */
  basis: string;
}

interface Assembled {
  versions: string;
  body: Body;
}

/** A page cut at its regions: text, name, text, name, … text. */
type Pieces = { text: string[]; names: string[]; built: string[] };

export class Live {
  #database: Database | null;
  #changes: Changes | null;
  readonly #render: RenderRegion;
  readonly #now: () => number;
  readonly #today: () => string;
  readonly #pages = new Map<Body, Pieces>();
  readonly #regions = new Map<string, Region>();
  readonly #rendering = new Map<string, Promise<Region>>();
  readonly #assembled = new Map<Body, Assembled>();
  readonly #revisions = new Map<string, number>();
  #seen = 0;
  #available = true;
  #failed = 0;
  #versions = 0;

  constructor(options: {
    database: Database | null;
    changes: Changes | null;
    render: RenderRegion;
    now?: () => number;
    today?: () => string;
  }) {
    this.#database = options.database;
    this.#changes = options.changes;
    this.#render = options.render;
    this.#now = options.now ?? (() => performance.now());
    this.#today = options.today ?? (() => dayOf(new Date()));
    this.#available = options.database !== null;
  }

  /** Gives it the database, when that was not there from the beginning. */
  attach(database: Database, changes: Changes): void {
    this.#database = database;
    this.#changes = changes;
    this.#available = true;
  }

  /** The database while it answers, else null. */
  get database(): Database | null {
    return this.#available ? this.#database : null;
  }

  /** The newest form of a built page. A page without regions is itself. */
  async page(built: Body): Promise<Body> {
    const pieces = this.#piecesOf(built);
    if (pieces.names.length === 0) return built;
    await this.refresh();
    const regions = await Promise.all(pieces.names.map((name, place) => this.#region(name, pieces.built[place] ?? '')));
    const versions = regions.map(({ version }) => version).join();
    const kept = this.#assembled.get(built);
    if (kept?.versions === versions) return kept.body;
    const html = pieces.text.map((text, place) => text + (regions[place]?.html ?? '')).join('');
    const body = new Body(Buffer.from(html), true);
    this.#assembled.set(built, { versions, body });
    return body;
  }

  /**
   * Learns what was committed since it last looked, here or in another process. Cheap when there was nothing;
   * with `now` it asks in any case, so that what this process just stored is seen by the next reader.
   */
  async refresh(now = false): Promise<void> {
    if (!this.#database) return;
    const retry = !this.#available && this.#now() - this.#failed > retryAfter;
    if (!now && !retry && !(this.#available && this.#hasChanges())) return;
    try {
      const changed = await this.#database.read((tables) => changedSince(tables, this.#seen));
      for (const { region, revision } of changed) {
        this.#revisions.set(region, revision);
        this.#seen = Math.max(this.#seen, revision);
      }
      this.#available = true;
    } catch {
      this.#fail();
    }
  }

  /** Whether the database answers now. */
  async probe(): Promise<boolean> {
    await this.refresh(true);
    return this.#available;
  }

  #hasChanges(): boolean {
    try {
      return this.#changes?.pending() ?? false;
    } catch {
      return true;
    }
  }

  #fail(): void {
    this.#available = false;
    this.#failed = this.#now();
  }

  async #region(name: string, built: string): Promise<Region> {
    const basis = this.#basisOf(name);
    const kept = this.#regions.get(name);
    if (kept?.basis === basis) return kept;
    // The last good page is better than an empty one, but the form has to say that it cannot store anything.
    if (!this.#available && kept && !name.startsWith('respond:')) return kept;
    const key = `${name} ${basis}`;
    const rendering = this.#rendering.get(key) ?? this.#renderAgain(name, basis, kept, built).finally(() => this.#rendering.delete(key));
    this.#rendering.set(key, rendering);
    return rendering;
  }

  async #renderAgain(name: string, basis: string, kept: Region | undefined, built: string): Promise<Region> {
    let html: string;
    try {
      html = !this.#available && !name.startsWith('respond:') ? built : await this.#render(name, this.database);
    } catch {
      this.#fail();
      html = kept?.html ?? built;
    }
    if (kept?.html !== html) this.#versions += 1;
    const region = { html, basis, version: kept?.html === html ? kept.version : this.#versions };
    this.#regions.set(name, region);
    return region;
  }

  #basisOf(name: string): string {
    const [kind = '', of = ''] = name.split(':');
    const state = this.#available ? 'up' : 'down';
    if (kind === 'trending') return `${state} ${Math.floor(this.#now() / trendingLag)}`;
    if (kind === 'respond') {
      // What closes discussions: a moderator, new rules, their age, which grows at the day's turn.
      const closing = `${this.#revision(name)} ${this.#revision('rules')} ${this.#today()}`;
      return `${state} ${closing} ${this.#revision('flood')} ${Math.floor(this.#now() / floodLag)}`;
    }
    return `${state} ${this.#revision(of)}`;
  }

  #revision(region: string): number {
    return this.#revisions.get(region) ?? 0;
  }

  #piecesOf(built: Body): Pieces {
    const known = this.#pages.get(built);
    if (known) return known;
    const text: string[] = [];
    const names: string[] = [];
    const inside: string[] = [];
    let rest = 0;
    const html = built.bytes.toString();
    for (const match of html.matchAll(/<!--region:([^>]*?)-->([\s\S]*?)<!--\/region-->/g)) {
      text.push(html.slice(rest, match.index));
      names.push(match[1] ?? '');
      inside.push(match[2] ?? '');
      rest = match.index + match[0].length;
    }
    text.push(html.slice(rest));
    const pieces = { text, names, built: inside };
    this.#pages.set(built, pieces);
    return pieces;
  }
}
