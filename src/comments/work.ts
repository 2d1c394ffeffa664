/**
 * A proof of work: what a browser computes for a second or two before it sends a comment, while the site asks for it. It is about one form,
 * whose token nobody else can make, and is found piece by piece, so that chance evens out. Each try is a hash of many bytes:
 * what takes time is then hashing itself, at which a telephone is not much slower than the machines floods come from.
 * Browser and server both know this file.
 */

/** `pieces` times, a number is looked for that `tries` tries find on average; each hashes this many bytes. */
export const effort = { pieces: 16, tries: 512, bytes: 65_536 } as const;
/** The field of the form that carries the proof: `salt.number.number…`. */
export const proofField = 'proof';

/** Writes what one try hashes into `bytes`, which is otherwise zero. All of it depends on the number, because that comes first. */
export function writeTry(bytes: Uint8Array, token: string, salt: string, piece: number, number: number): void {
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(0, number);
  new TextEncoder().encodeInto(`${piece}.${salt}.${token}`, bytes.subarray(4));
}

/** Whether a try found what was looked for. */
export function isFound(hash: ArrayBuffer | Uint8Array): boolean {
  const [one = 0, other = 0] = new Uint8Array(hash);
  return one * 256 + other < 65_536 / effort.tries;
}
