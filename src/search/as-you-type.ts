/** Results while one types. Without it the form does the same, a page at a time. */
const search = document.querySelector<HTMLFormElement>('[data-search]');
let asking = new AbortController();
let pause: ReturnType<typeof setTimeout>;

search?.addEventListener('input', () => {
  clearTimeout(pause);
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  pause = setTimeout(async () => {
    const query = `?${new URLSearchParams([...new FormData(search)].map(([name, value]) => [name, String(value)]))}`;
    try {
      const response = await fetch(search.dataset['search'] + query, { signal });
      if (!response.ok) return;
      const found = new DOMParser().parseFromString(await response.text(), 'text/html');
      const [status, heard] = [document, found].map((page) => page.querySelector('#found'));
      // A live region is heard when its text changes, not when it is put in place of another.
      if (status && heard) status.textContent = heard.textContent;
      document.querySelector('#results')?.replaceWith(...found.querySelectorAll('#results'));
      history.replaceState(null, '', query);
    } catch {
      // Typing on, or a lost connection: what was found before stays, and the button works.
    }
  }, 150);
});
