/**
 * The map of the README and the rules of STYLE.md, each a sentence. Every rule is tried twice: on the project, where
 * nothing may offend, and on a file made up to offend, where it must bite.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { importsOf, logicOf, markupOf, type Source, sources, stylesOf, withoutComments } from './support/sources.ts';

/** Which folder of src may import which. Edges import anything. */
const arrows: Record<string, readonly string[]> = {
  site: [],
  database: [],
  mail: ['site', 'database'],
  authors: ['site'],
  posts: ['site', 'authors'],
  comments: ['site', 'database', 'mail'],
  moderation: ['site', 'database', 'mail', 'comments'],
  trending: ['site', 'database', 'posts'],
  search: ['site', 'posts', 'authors'],
};
const edges = new Set(['pages', 'server', 'cli', 'middleware.ts', 'content.config.ts', 'env.d.ts']);

/** Who may query which table. */
const owners: Record<string, readonly string[]> = {
  comments: [
    'src/comments/comments.ts',
    'src/comments/commenters.ts',
    'src/moderation/change.ts',
    'src/moderation/forget.ts',
    'src/moderation/held.ts',
    'src/moderation/moderated.ts',
    'src/moderation/queue.ts',
  ],
  commenters: ['src/comments/commenters.ts'],
  discussions: ['src/comments/discussions.ts'],
  decisions: ['src/moderation/log.ts', 'src/moderation/log-page.ts'],
  folds: ['src/moderation/queue.ts'],
  tallies: ['src/moderation/queue.ts'],
  moderators: ['src/moderation/moderators.ts', 'src/moderation/sessions.ts', 'src/moderation/told.ts'],
  sign_ins: ['src/moderation/sign-ins.ts'],
  sessions: ['src/moderation/sessions.ts'],
  passkeys: ['src/moderation/passkeys.ts'],
  challenges: ['src/moderation/passkeys.ts'],
  attempts: ['src/moderation/attempts.ts'],
  rules: ['src/moderation/rulebook.ts'],
  bans: ['src/moderation/bans.ts'],
  letters: ['src/mail/outbox.ts'],
  waves: ['src/moderation/waves.ts'],
  wave_keys: ['src/moderation/waves.ts'],
  mentions: ['src/moderation/mentions.ts'],
  solutions: ['src/moderation/work.ts'],
  evidence: ['src/moderation/lessons.ts'],
  lessons: ['src/moderation/lessons.ts'],
  reads: ['src/trending/reads.ts'],
  readers: ['src/trending/reads.ts'],
  revisions: ['src/database/revisions.ts'],
  migrations: ['src/database/migrate.ts'],
};

const privateOwners = new Set(
  ['attempts', 'bans', 'challenges', 'commenters', 'moderators', 'passkeys', 'readers', 'sessions', 'sign_ins'].flatMap(
    (table) => owners[table] ?? [],
  ),
);

const drawers = /^_?(utils?|helpers?|lib|common|misc|shared|services?|managers?)(\.|$)/i;
const routeLogic = 20;
const glueLogic = 40;
const routeMarkup = 35;

interface Rule {
  sentence: string;
  /** How a file breaks the rule, in words; nothing when it does not. */
  offences: (file: Source) => string[];
  /** Files that break it, each in one way. */
  offenders: Source[];
}

const rules: Rule[] = [
  {
    sentence: 'every folder of src is on the map',
    offences: ({ path }) => (path.startsWith('src/') && !(place(path) in arrows) && !edges.has(place(path)) ? [place(path)] : []),
    offenders: [file('src/billing/invoice.ts'), file('src/index.ts')],
  },
  {
    sentence: 'a folder of src imports only where the arrows lead, and nothing but an edge imports an edge',
    offences: (source) => {
      const from = place(source.path);
      const allowed = new Set([from, ...(arrows[from] ?? [])]);
      if (!source.path.startsWith('src/') || !(from in arrows)) return [];
      return importsOf(source).filter((to) => to.startsWith('src/') && !allowed.has(place(to)));
    },
    offenders: [
      file('src/comments/submit.ts', "import { judgeBy } from '../moderation/judge.ts';"),
      file('src/site/paths.ts', "import type { Post } from '../posts/posts.ts';"),
      file('src/posts/feed.ts', "const { run } = await import('../server/main.ts');"),
      file('src/authors/Byline.astro', "---\nimport '../pages/_Layout.astro';\n---"),
      file('src/trending/rank.ts', "export * from '../comments/comment.ts';"),
      file('src/posts/post.ts', "let config: import('../content.config.ts').collections;"),
    ],
  },
  {
    sentence: 'there are no drawers: nothing is called utils, helpers, lib, common, misc, shared, service or manager',
    offences: ({ path }) => path.split('/').filter((name) => drawers.test(name)),
    offenders: [file('src/posts/utils/date.ts'), file('src/site/helpers.ts'), file('tests/lib/x.ts'), file('src/pages/_shared.ts')],
  },
  {
    sentence: `a route decides little: at most ${routeLogic} lines of logic and ${routeMarkup} of markup, ${glueLogic} of logic where routes share it`,
    offences: (source) => {
      if (!source.path.startsWith('src/pages/')) return [];
      const most = source.path.includes('/_') ? glueLogic : routeLogic;
      const [logic, markup] = [logicOf(source).length, markupOf(source).length];
      return [...(logic > most ? [`${logic} lines of logic`] : []), ...(markup > routeMarkup ? [`${markup} lines of markup`] : [])];
    },
    offenders: [
      file('src/pages/about.astro', `---\n${'const a = 1;\n'.repeat(routeLogic + 1)}\n---\n<p />`),
      file('src/pages/_glue.ts', 'go();\n'.repeat(glueLogic + 1)),
      file('src/pages/about.astro', `---\n---\n${'<p />\n'.repeat(routeMarkup + 1)}`),
    ],
  },
  {
    sentence: 'only src/site/styles puts styles into layers',
    offences: (source) => (source.path.startsWith('src/site/styles/') ? [] : found(stylesOf(source), /@layer[^;{]*/g)),
    offenders: [component('@layer base { p { margin: 0 } }'), file('src/posts/post.css', '@layer prose;')],
  },
  {
    sentence: 'colours are written in tokens.css alone',
    offences: (source) => (source.path === 'src/site/styles/tokens.css' ? [] : found(stylesOf(source), colour)),
    offenders: ['color: #fff', 'border: 1px solid rgb(0 0 0 / 20%)', 'background: white', 'fill: oklch(1 0 0)'].map((rule) =>
      component(`p { ${rule}; }`),
    ),
  },
  {
    sentence: '!important is written in utilities.css alone',
    offences: (source) => (source.path === 'src/site/styles/utilities.css' ? [] : found(stylesOf(source), /!\s*important/g)),
    offenders: [component('p { color: var(--ink) !important; }')],
  },
  {
    sentence: 'a component styles itself and what is put into it: no is:global, no rule that begins with :global(), no style attribute',
    offences: (source) => found(markupAndStyles(source), /\bis:global\b|[{},]\s*:global\(|<style>\s*:global\(|<[a-z][^>]*\sstyle=/g),
    offenders: [
      file('src/posts/A.astro', '---\n---\n<style is:global>p { margin: 0 }</style>'),
      component(':global(p) { margin: 0 }'),
      file('src/posts/A.astro', '---\n---\n<p style="margin: 0">'),
    ],
  },
  {
    sentence: 'HTML from text is set where it was made safe: comments, region marks, escaped JSON-LD',
    offences: ({ path, text }) =>
      ['comments/Comment', 'comments/Waiting', 'site/Region', 'site/StructuredData'].includes(path.replace(/^src\/|\.astro$/g, ''))
        ? []
        : found(withoutComments(text), /set:html|innerHTML\s*=|insertAdjacentHTML|outerHTML\s*=/g),
    offenders: [file('src/authors/Byline.astro', '---\n---\n<p set:html={name} />'), file('src/comments/enhance.ts', 'a.innerHTML = b;')],
  },
  {
    sentence: 'what is private about commenters and moderators is known to the owners of those tables alone',
    offences: ({ path, text }) =>
      privateOwners.has(path) || path.startsWith('src/database/')
        ? []
        : found(text, /\bPrivateTables\b|\b(?:Attempts|Bans|Challenges|Commenters|Moderators|Passkeys|Readers|Sessions|SignIns)Table\b/g),
    offenders: [file('src/comments/comments.ts', "import type { PrivateTables } from '../database/tables.ts';")],
  },
  {
    sentence: 'a page cannot reach commenters or tables',
    offences: (source) =>
      source.path.startsWith('src/pages/') ? importsOf(source).filter((to) => /comments\/commenters|database\/tables/.test(to)) : [],
    offenders: [
      file('src/pages/_a.ts', "import { emailOf } from '../comments/commenters.ts';"),
      file('src/pages/tags/[tag].astro', "---\nimport type { Tables } from '../../database/tables.ts';\n---"),
    ],
  },
  {
    sentence: 'addresses of the site are made by paths.ts, which knows its base, and written out nowhere else',
    offences: ({ path, text }) => (path.startsWith('src/') ? found(withoutComments(text), writtenOut) : []),
    offenders: [
      file('src/site/Footer.astro', '---\n---\n<a href="/privacy/">Privacy</a>'),
      file('src/site/Page.astro', '---\n---\n<a href={`/${id}/`}>Privacy</a>'),
      file('src/pages/_a.ts', "absolute('/', origin)"),
      file('src/pages/a.astro', "---\nreturn Astro.redirect('/about/');\n---"),
      file('src/search/a.ts', "await fetch('/search/results/')"),
      file('src/pages/_b.ts', "const cookie = { path: '/', secure };"),
      file('src/site/offline.ts', "navigator.serviceWorker.register('/worker.js')"),
      file('src/pages/_c.ts', 'headers: { location: `/moderation/${id}/` }'),
    ],
  },
  {
    sentence: 'posts and authors are asked for in one place each, where the rule of publishing is',
    offences: ({ path, text }) =>
      ['posts', 'authors'].filter(
        (name) => path !== `src/${name}/${name}.ts` && new RegExp(`get(Collection|Entry|Entries)\\(\\s*['"\`]${name}`).test(text),
      ),
    offenders: [
      file('src/pages/_sitemap.ts', "await getCollection('posts')"),
      file('src/posts/posts.ts', "getCollection('authors')"),
      file('src/trending/a.ts', "getEntry('posts', id)"),
    ],
  },
  {
    sentence: 'a table is queried by its owners alone',
    offences: ({ path, text }) => {
      if (path.startsWith('src/database/migrations/')) return [];
      const queries = text.matchAll(/\b(?:selectFrom|insertInto|updateTable|deleteFrom|replaceInto|\w+Join)\(\s*['"`](\w+)/g);
      return [...queries].map(([, table = '']) => table).filter((table) => !owners[table]?.includes(path));
    },
    offenders: [
      file('src/pages/_a.ts', "database.selectFrom('comments').selectAll()"),
      file('src/comments/comments.ts', ".innerJoin('commenters', 'a', 'b')"),
      file('src/trending/rank.ts', "tx.insertInto(\n'reads')"),
    ],
  },
  {
    // The index of the search and the lock of the build are files of their own, and not the database of a setting.
    sentence:
      'only src/database knows which databases there are, two files of src/search what its index and one of src/cli what its lock is made of',
    offences: ({ path, text }) =>
      path.startsWith('src/') &&
      !path.startsWith('src/database/') &&
      !['src/site/settings.ts', 'src/search/index-file.ts', 'src/search/write-index.ts', 'src/cli/in-turn.ts'].includes(path)
        ? found(withoutComments(text), /\b(node:)?sqlite3?\b|\bpostgres(ql)?\b|from 'pg'/gi)
        : [],
    offenders: [
      file('src/comments/comments.ts', "if (database.dialect === 'sqlite') go();"),
      file('src/cli/a.ts', "import { Pool } from 'pg';"),
      file('src/search/search.ts', "import { DatabaseSync } from 'node:sqlite';"),
    ],
  },
  {
    sentence: 'comments, moderation and trending are told the time and never ask',
    offences: ({ path, text }) =>
      /^src\/(comments|moderation|trending)\//.test(path) && !path.endsWith('/enhance.ts')
        ? found(withoutComments(text), /\bDate\.now\(|new Date\(\s*\)|performance\.now\(|Math\.random\(/g)
        : [],
    offenders: [file('src/trending/rank.ts', 'const now = new Date();'), file('src/comments/submit.ts', 'Date.now() - 1')],
  },
  {
    sentence: 'an exported function says what it means',
    offences: ({ path, text }) =>
      path.startsWith('src/') && path.endsWith('.ts')
        ? [...text.matchAll(/(\*\/\n)?^export (?:default )?(?:async )?function\*? (\w+)/gm)]
            .filter(([, docstring]) => !docstring)
            .map(([, , name = '']) => name)
        : [],
    offenders: [file('src/site/a.ts', '/** A file. */\nimport "b";\n\nexport async function silent(): Promise<void> {}')],
  },
];

describe('the map and the rules of the house', () => {
  const project = sources('src', 'tests', 'bench');

  it('are applied to all of the project', () => {
    for (const folder of ['src/pages/', 'src/site/styles/', 'src/comments/', 'tests/']) {
      assert.ok(
        project.some(({ path }) => path.startsWith(folder)),
        folder,
      );
    }
  });

  for (const { sentence, offences, offenders } of rules) {
    it(sentence, () => {
      for (const offender of offenders) assert.notDeepEqual(offences(offender), [], `${offender.path} would pass: ${offender.text}`);
      const broken = project
        .filter(({ path }) => path !== 'tests/map.test.ts')
        .flatMap((source) => offences(source).map((offence) => `${source.path}: ${offence}`));
      assert.deepEqual(broken, []);
    });
  }

  it('the colours of the browser around the page are the paper of tokens.css', () => {
    const text = (path: string) => project.find((source) => source.path === path)?.text ?? '';
    const paper = /--paper: light-dark\((#\w+), (#\w+)\)/.exec(text('src/site/styles/tokens.css'));
    const theme = [...text('src/site/Page.astro').matchAll(/name="theme-color" content="(#\w+)"/g)];
    assert.deepEqual(
      theme.map(([, content]) => content),
      [paper?.[1], paper?.[2]],
    );
  });
});

/** An address where one is used: in an attribute, a call, a header, a cookie. */
const writtenOut =
  /\b(?:href|src|action|content|value)=(?:["']|\{["'`])\/(?!\/)|\b(?:absolute|redirect|rewrite|fetch|sendBeacon|register)\(\s*["'`]\/(?!\/)|\b(?:location|path|scope|href_matches)['"]?: ["'`]\//g;

/** A colour where a value stands: by number, by function or by a common name. */
const colour =
  /:[^;{}]*?(?:#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|light-dark)\(|\b(?:white|black|red|green|blue|gr[ae]y|yellow|orange|purple)\b(?!-))/gi;

/** The folder of src a path is in, or its name when it is in none. */
function place(path: string): string {
  return path.split('/')[1] ?? '';
}

function found(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}

function markupAndStyles({ path, text }: Source): string {
  return path.endsWith('.astro') ? withoutComments(text.replace(/^---\n[\s\S]*?\n---/, '')) : '';
}

function file(path: string, text = ''): Source {
  return { path, text };
}

function component(css: string): Source {
  return file('src/posts/A.astro', `---\n---\n<p>A</p>\n<style>\n${css}\n</style>`);
}
