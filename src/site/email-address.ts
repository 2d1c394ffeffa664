/** The longest an address may be in SMTP, and its part before the @. @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 */
const longest = { address: 254, local: 64 };

/**
 * Whether `text` is one e-mail address that a letter may be sent to: ASCII, without the quoted, commented and
 * routed forms that mail programs read in different ways. What passes needs no escaping in a header or in SMTP.
 */
export function isEmailAddress(text: string): boolean {
  const [local = '', domain = '', ...rest] = text.split('@');
  return (
    rest.length === 0 &&
    text.length <= longest.address &&
    local.length <= longest.local &&
    /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/.test(local) &&
    /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i.test(domain)
  );
}
