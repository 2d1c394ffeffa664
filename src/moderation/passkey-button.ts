/** The part of passkeys that only a browser can do. The form is hidden until it is known that this one can. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';

const form = document.querySelector<HTMLFormElement>('form[data-passkey]');
const status = form?.querySelector<HTMLElement>('[role=status]');

if (form && browserSupportsWebAuthn()) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void use(form);
  });
}

/** Gets the question, has the authenticator answer it, and goes where the answer leads. */
async function use(sent: HTMLFormElement): Promise<void> {
  const isNew = sent.dataset['passkey'] === 'add';
  say('');
  try {
    const optionsJSON = await post(sent);
    const response = isNew ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
    const { to, problem } = await post(sent, JSON.stringify(response));
    if (to) location.assign(to);
    else say(problem ?? 'It could not be checked. Please try again.');
  } catch (error) {
    const isThere = error instanceof Error && error.name === 'InvalidStateError';
    say(isThere ? 'There is a passkey on this device already.' : 'No passkey was used. You can try again.');
  }
}

/** The form as a browser would send it, with an answer if there is one. What comes back is ours. */
async function post(sent: HTMLFormElement, answer?: string) {
  const fields = [...new FormData(sent)].map(([name, value]) => [name, String(value)]);
  const body = new URLSearchParams(answer === undefined ? fields : [...fields, ['answer', answer]]);
  const response = await fetch(sent.action, { method: 'POST', body });
  return response.json();
}

function say(text: string): void {
  if (status) status.textContent = text;
}
