import type { SendMailOptions } from 'nodemailer';
import { site } from '../site/site.ts';

/** A letter on its way. */
export interface Outgoing {
  kind: string;
  to: string;
  subject: string;
  text: string;
  /** The same at every attempt. */
  messageId: string;
  written: Date;
}

/** A way by which letters leave. */
export interface Transport {
  /**
   * Resolves when somebody else has taken responsibility for the letter.
   * @throws NotSent when nobody has, as far as one can know.
   */
  send(letter: Outgoing, signal: AbortSignal): Promise<void>;
}

/** A letter that was not taken. */
export class NotSent extends Error {
  override name = 'NotSent';
  /** The letter was refused and will always be. */
  readonly forGood: boolean;

  /** `why` completes “It was not sent: …” without addresses or anything a server said. */
  constructor(why: string, forGood = false, cause?: unknown) {
    super(why, { cause });
    this.forGood = forGood;
  }
}

/** A letter as nodemailer takes it: nothing but these headers, nothing fetched from files or addresses. */
export function compose({ to, subject, text, messageId, written }: Outgoing, from: string): SendMailOptions {
  return {
    messageId,
    date: written,
    from: { name: site.name, address: from },
    to: { name: '', address: to },
    subject,
    text,
    // Nobody on holiday shall answer a machine. @see https://www.rfc-editor.org/rfc/rfc3834#section-5
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
