/** A read is a visitor who stayed: ten seconds in view, and half a screen of scrolling where there is as much. Told once. */
const address = document.querySelector<HTMLElement>('[data-reads]')?.dataset['reads'];
let seconds = 0;
let scrolled = false;

const watching = setInterval(() => {
  if (document.visibilityState === 'visible') seconds += 1;
  scrolled ||= scrollY + 1 >= Math.min(innerHeight / 2, document.documentElement.scrollHeight - innerHeight);
  if (address && (seconds < 10 || !scrolled)) return;
  clearInterval(watching);
  if (address) navigator.sendBeacon(address, new URLSearchParams());
}, 1_000);
