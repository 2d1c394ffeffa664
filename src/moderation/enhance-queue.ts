/**
 * What script adds to the queue, which works without it: forms act in place with the focus kept and the outcome announced,
 * and single keys for those who want them (they can be switched off: WCAG 2.1.4).
 */
const find = <E extends Element>(selector: string, within: ParentNode = document) => within.querySelector<E>(selector);
const cards = () => [...document.querySelectorAll<HTMLElement>('#queue .card')];
const current = () => document.activeElement?.closest<HTMLElement>('.card') ?? null;
const help = find<HTMLElement>('#keys');
const toggle = help && find<HTMLButtonElement>('button', help);
/** Where this browser remembers that its keys are off. (Exported, so that the compiler takes this file for a module.) */
export const stored = 'moderation-keys';

function say(text: string): void {
  const status = find('#said');
  if (status) status.textContent = text;
}

/** Sends a form and puts the queue as it is then in the place of the one shown. When that fails the browser sends it as ever. */
async function send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const body = new URLSearchParams([...new FormData(form, button)].map(([name, value]) => [name, String(value)]));
  const card = button?.closest<HTMLElement>('.card') ?? current();
  const place = card ? cards().indexOf(card) : 0;
  say('Working…');
  try {
    const response = await fetch(form.action, { method: 'POST', body });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const [queue, here] = [find('#queue', page), find('#queue')];
    if (!queue || !here) throw new Error(response.statusText);
    here.replaceWith(queue);
    history.replaceState(null, '', new URL(response.url).pathname + withoutDone(new URL(response.url)));
    const invalid = find<HTMLElement>('.problem')?.closest('details');
    const goal = invalid
      ? find<HTMLElement>('textarea', invalid)
      : ((card && document.getElementById(card.id)) ?? cards()[Math.min(place, cards().length - 1)]);
    (goal ?? find<HTMLElement>('#done'))?.focus();
    say(outcome());
  } catch {
    if (button)
      form.append(
        Object.assign(document.createElement('input'), {
          type: 'hidden',
          name: button.getAttribute('name'),
          value: button.getAttribute('value'),
        }),
      );
    form.submit();
  }
}

/** What the page says was done, or what is wrong; not the names of its buttons. */
function outcome(): string {
  const parts = document.querySelectorAll('#done span, #done p, #done li');
  const done = [...parts].map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()).join(' ');
  return done || (find('#queue .problem')?.textContent ?? '');
}

/** A page that is loaded again says nothing of what was done before. */
function withoutDone({ searchParams }: URL): string {
  for (const name of ['done', 'left', 'again', 'nothing']) searchParams.delete(name);
  return searchParams.size > 0 ? `?${searchParams.toString()}` : '';
}

function move(step: number): void {
  const all = cards();
  const here = current();
  const next = all[here ? all.indexOf(here) + step : step > 0 ? 0 : all.length - 1];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function press(key: string): boolean {
  const chosen = document.querySelectorAll('.card input[name=chosen]:checked').length > 0;
  const card = current() ?? cards()[0] ?? null;
  if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
  else if (key === '?' && help) {
    const details = find('details', help);
    details?.toggleAttribute('open');
    find<HTMLElement>('summary', help)?.focus();
  } else if (key === '/' || key === 'u') {
    const control = find<HTMLElement>(`[data-key="${key}"]`);
    if (key === '/') control?.focus();
    else control?.click();
  } else if (/^[asth]$/.test(key)) {
    const one = card && find<HTMLButtonElement>(`[data-key="${key}"]`, card);
    const word = one?.value.split(' ')[0] ?? '';
    (chosen ? find<HTMLButtonElement>(`#queue-form button[value="${word}"]`) : one)?.click();
  } else if (/^[erx]$/.test(key)) {
    const control = card && find<HTMLElement>(`[data-key="${key}"]`, card);
    control?.click();
    if (key !== 'x') find<HTMLElement>('textarea', control?.parentElement ?? undefined)?.focus();
  } else return false;
  return true;
}

const areOn = () => toggle?.ariaPressed === 'true';
function switchKeys(on: boolean): void {
  if (toggle) toggle.ariaPressed = String(on);
}

document.addEventListener('submit', (event) => {
  const form = event.target instanceof HTMLFormElement ? event.target : null;
  if (!form || form.method !== 'post' || !form.closest('#queue')) return;
  event.preventDefault();
  void send(form, event.submitter);
});
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.name !== 'all') return;
  for (const box of document.querySelectorAll<HTMLInputElement>('.card input[name=chosen]')) box.checked = target.checked;
});
document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  const typing = target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !areOn()) return;
  if (press(key)) event.preventDefault();
});
toggle?.addEventListener('click', () => {
  switchKeys(!areOn());
  try {
    localStorage.setItem(stored, areOn() ? 'on' : 'off');
  } catch {
    // a private window: they are switched for this page alone
  }
});
try {
  switchKeys(localStorage.getItem(stored) !== 'off');
} catch {
  switchKeys(true);
}
if (help) help.hidden = false;
