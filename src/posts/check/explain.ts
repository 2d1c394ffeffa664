/** A mistake in frontmatter as a sentence: what stands there, then what to write. */
import { z } from 'astro/zod';
import { quoted } from './mistake.ts';
import type { Path } from './yaml.ts';

/** The sentence for a value that its schema refuses. `advice` is what to do; for a missing key the schema's description says more. */
export function explainIssue(advice: string, data: unknown, path: Path, schema: z.core.$ZodType | undefined): string {
  const keys = path.filter((step) => typeof step === 'string');
  const name = keys.join('.') || 'The frontmatter';
  const value = path.reduce<unknown>(valueIn, data);
  if (value !== undefined) return `${name} ${typeof path.at(-1) === 'number' ? 'holds' : 'is'} ${described(value)}. ${advice}`;
  const [key = '', around] = [keys.at(-1), keys.slice(0, -1).join('.')];
  const description = z.globalRegistry.get(schema ?? z.never())?.description ?? '';
  return around
    ? `${around} has no ${key}. Add it under ${around}: ${description || advice}`
    : `${key} is missing. Add it: ${description || advice}`;
}

function valueIn(around: unknown, step: string | number): unknown {
  return typeof around === 'object' && around !== null ? Reflect.get(around, step) : undefined;
}

function described(value: unknown): string {
  if (value === null || (typeof value === 'string' && !value.trim()) || (Array.isArray(value) && value.length === 0)) return 'empty';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a group of keys' : String(value);
}
