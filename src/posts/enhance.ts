/** What script adds to the text of a post: code can be copied, and the table of contents marks the section one is in. */
for (const pre of document.querySelectorAll('.e-content:not(.u-comment *) pre')) {
  const code = pre.textContent;
  const button = document.createElement('button');
  const say = (text: string) => (button.textContent = text);
  say('Copy');
  button.type = 'button';
  button.ariaLive = 'polite';
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(code).then(
      () => say('Copied'),
      () => say('Not allowed'),
    );
  });
  button.addEventListener('blur', () => say('Copy'));
  pre.append(button);
}

const links = [...document.querySelectorAll<HTMLAnchorElement>('.beside a')];
const sections = links.flatMap(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))) ?? []);

/** The section one is in is the last whose heading has passed the upper third of the screen. */
function mark(): void {
  const here = sections.findLastIndex((section) => section.getBoundingClientRect().top < innerHeight / 3);
  links.forEach((link, place) => (link.ariaCurrent = place === here ? 'location' : null));
}

const passing = new IntersectionObserver(mark, { rootMargin: '0px 0px -66%' });
for (const section of sections) passing.observe(section);
