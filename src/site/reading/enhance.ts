/** What script adds to the choice of how pages look: it shows at once, also on pages that were kept from before. */
import { type Choice, chosen, keptFor, packChoice, readChoice, readingCookie, usual } from './choice.ts';

function kept(): Choice {
  return readChoice(new RegExp(`(?:^|; )${readingCookie}=([^;]*)`).exec(document.cookie)?.[1]);
}

function choose(name: string, value: string): void {
  const choice = chosen({ ...kept(), [name]: value }, usual);
  const packed = packChoice(choice);
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${readingCookie}=${packed ?? ''}; path=${import.meta.env.BASE_URL}; max-age=${packed ? keptFor : 0}; samesite=lax${secure}`;
  show(choice);
}

function show(choice: Choice): void {
  const { dataset } = document.documentElement;
  for (const name of ['theme', 'size', 'measure'] as const) {
    if (choice[name] === usual[name]) delete dataset[name];
    else dataset[name] = choice[name];
  }
  for (const button of switches()) button.ariaPressed = String(button.value === choice.theme);
  for (const meta of document.querySelectorAll<HTMLMetaElement>('[name=theme-color]')) {
    // The light one comes first, as in every list of ours.
    const of = meta.matches('[name=theme-color] ~ *') ? 'dark' : 'light';
    meta.media = choice.theme === 'system' ? `(prefers-color-scheme: ${of})` : choice.theme === of ? 'all' : 'not all';
  }
}

function switches(): NodeListOf<HTMLButtonElement> {
  return document.querySelectorAll('button[name=theme]');
}

document.addEventListener('click', (event) => {
  const button = event.target;
  if (!(button instanceof HTMLButtonElement) || button.name !== 'theme') return;
  event.preventDefault();
  choose(button.name, button.value);
});
document.addEventListener('change', ({ target }) => {
  if (target instanceof HTMLInputElement && target.closest('[data-reading]')) choose(target.name, target.value);
});
addEventListener('pageshow', () => show(kept()));
