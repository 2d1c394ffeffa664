import { createTransport } from 'nodemailer';
import type { Smtp } from '../site/smtp-url.ts';
import { compose, NotSent, type Transport } from './transport.ts';

/** How long a mail server may take, in milliseconds: to be reached, to say hello, to say the next thing. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/** Letters go to a mail server, which passes them on. A connection of its own for each: there are few. */
export function smtp({ host, port, encryption, login }: Smtp, from: string, timeouts = patience): Transport {
  const transport = createTransport({
    host,
    port,
    secure: encryption === 'tls',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    ...(login && { auth: { user: login.user, pass: login.password } }),
    ...timeouts,
    maxResponseSize: 65_536,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (letter, signal) => {
      try {
        await transport.sendMail({ ...compose(letter, from), signal });
      } catch (error) {
        throw whyNot(error);
      }
    },
  };
}

/** What went wrong, in our own words: those of a mail server often repeat the address. */
function whyNot(error: unknown): NotSent {
  const { code, originalCode, responseCode, permanent } = readError(error);
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(originalCode)) return new NotSent('the mail server’s certificate is not good');
  if (responseCode === 0 || code === 'ETLS' || code === 'EAUTH')
    return new NotSent(reasons[code] ?? 'the mail server could not be spoken to');
  // 53x asks for another login or for encryption (RFC 4954, section 6): the operator can mend that, and the letter can wait.
  const forGood = permanent && (code === 'EENVELOPE' || code === 'EMESSAGE') && Math.floor(responseCode / 10) !== 53;
  return new NotSent(`the mail server ${forGood ? 'refused it' : 'did not take it'} (${responseCode})`, forGood);
}

const reasons: Record<string, string> = {
  ETIMEDOUT: 'the mail server took too long',
  EABORT: 'the mail server took too long',
  ECONNECTION: 'the mail server ended the connection',
  ESOCKET: 'the mail server could not be reached',
  EDNS: 'the mail server’s name could not be found',
  ETLS: 'the connection to the mail server could not be encrypted',
  EAUTH: 'the mail server did not accept the login',
};

function readError(error: unknown): { code: string; originalCode: string; responseCode: number; permanent: boolean } {
  const { code, originalCode, responseCode, permanent } = error as Partial<Record<string, unknown>>;
  return { code: String(code), originalCode: String(originalCode), responseCode: Number(responseCode ?? 0), permanent: permanent === true };
}
