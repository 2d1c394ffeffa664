/**
 * What script adds to a discussion that works without it: the form posts in place, Reply moves the form,
 * an unsent text survives. It listens on the document, so parts may be replaced under it. Sent to readers:
 * `tests/weight.test.ts` holds it to 3 KB.
 */
const find = <E extends Element>(selector: string, within: ParentNode = document) => within.querySelector<E>(selector);
const form = () => find<HTMLFormElement>('form[data-discussion]');
const control = (name: string) => form()?.elements.namedItem(name) as HTMLInputElement | null; // the form's own fields
const draftKey = () => `unsent:${form()?.dataset['discussion'] ?? ''}`;

/** Private windows and full disks refuse storage; then a text is simply not kept. */
function keep(text: string | null): string | null {
  try {
    if (text === null) return localStorage.getItem(draftKey());
    if (text) localStorage.setItem(draftKey(), text);
    else localStorage.removeItem(draftKey());
  } catch {
    // nothing is lost that the form does not still hold
  }
  return text;
}

function remembered(): Record<string, string> {
  const cookie = /(?:^|; )commenter=([^;]*)/.exec(document.cookie)?.[1];
  try {
    return cookie ? (JSON.parse(decodeURIComponent(cookie)) as Record<string, string>) : {}; // our own cookie, used as text only
  } catch {
    return {};
  }
}

/** Fills in what this browser kept, where nothing is typed yet. */
function fillIn(): void {
  const comment = control('comment');
  if (comment && !comment.value) comment.value = keep(null) ?? '';
  const known = remembered();
  for (const name of ['name', 'email', 'website']) {
    const field = control(name);
    if (field && !field.value && known[name]) field.value = known[name];
  }
  const remember = control('remember');
  if (remember && known['name']) remember.checked = true;
}

/** Puts the form under a comment, or back to its place. */
function answer(comment: HTMLElement | null): void {
  const respond = find<HTMLElement>('#respond');
  const parent = control('parent');
  const note = find<HTMLElement>('.answering');
  if (!respond || !parent || !note) return;
  parent.value = comment?.id.slice('comment-'.length) ?? '';
  note.hidden = !comment;
  const name = find('bdi', note);
  if (name) name.textContent = (comment && find('bdi', comment)?.textContent) ?? '';
  if (comment) comment.after(respond);
  else find('#discussion')?.append(respond);
  control('comment')?.focus();
}

async function send(sent: HTMLFormElement): Promise<void> {
  const button = find<HTMLButtonElement>('button', sent);
  const status = find<HTMLElement>('[role=status]', sent);
  if (button?.ariaDisabled) return;
  if (button) button.ariaDisabled = 'true';
  if (status) status.textContent = 'Sending…';
  const body = new URLSearchParams([...new FormData(sent)].map(([name, value]) => [name, String(value)]));
  // In a flood the form asks for work. Without a proof the comment waits; nothing is lost.
  if ('work' in sent.dataset)
    body.set('proof', await import('./solve.ts').then(({ solve }) => solve(body.get('made') ?? '')).catch(() => ''));
  try {
    const response = await fetch(sent.action, { method: 'POST', body });
    show(new DOMParser().parseFromString(await response.text(), 'text/html'), response);
  } catch {
    if (status) status.textContent = 'It could not be sent: the connection failed. Your text is kept here. Please try again.';
    if (button) button.ariaDisabled = null;
  }
}

function show(page: Document, response: Response): void {
  const discussion = find('#discussion', page);
  const here = find('#discussion');
  if (!discussion || !here) throw new Error(response.statusText);
  const before = new Set([...document.querySelectorAll('article[id]')].map(({ id }) => id));
  if (response.redirected) keep('');
  here.replaceWith(discussion);
  if (location.pathname === new URL(response.url).pathname) history.replaceState(null, '', response.url);
  document.title = page.title;
  const made = [...document.querySelectorAll<HTMLElement>('article[id]')].findLast(({ id }) => !before.has(id));
  const goal = find<HTMLElement>('#problems') ?? made ?? find<HTMLElement>('#discussion-title');
  goal?.setAttribute('tabindex', '-1');
  goal?.focus();
  goal?.scrollIntoView({ block: 'center' });
  // A form that comes back with what was typed, or emptied, or unticked, stays as it was sent.
  if (response.redirected) fillIn();
}

document.addEventListener('submit', (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  void send(event.target as HTMLFormElement); // compared with the form in the line above
});
document.addEventListener('input', (event) => {
  if (event.target === control('comment')) keep(control('comment')?.value ?? '');
});
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-reply],[data-cancel]') : null;
  if (!link || !form() || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  answer(link.closest<HTMLElement>('[data-reply]') ? link.closest('article') : null);
});
fillIn();
