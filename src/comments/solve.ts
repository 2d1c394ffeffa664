/** Works for a proof, in the browser: loaded only when a form asks for one. Hashing happens beside the page, which stays responsive. */
import { effort, isFound, writeTry } from './work.ts';

/** Tries that are under way at once. */
const atOnce = 16;

/** A proof of work for the form with this token. Fails where the browser has no Web Crypto, as on a page without https. */
export async function solve(token: string): Promise<string> {
  const salt = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const numbers: number[] = [];
  for (let piece = 0; piece < effort.pieces; piece += 1) numbers.push(await find(token, salt, piece));
  return [salt, ...numbers].join('.');
}

async function find(token: string, salt: string, piece: number): Promise<number> {
  const bytes = new Uint8Array(effort.bytes);
  for (let first = 0; ; first += atOnce) {
    const hashes = Array.from({ length: atOnce }, (_, step) => {
      writeTry(bytes, token, salt, piece, first + step);
      // It copies what it is given before it returns, so the same bytes serve the next try.
      return crypto.subtle.digest('SHA-256', bytes);
    });
    const found = (await Promise.all(hashes)).findIndex(isFound);
    if (found >= 0) return first + found;
  }
}
