/** The frontmatter of one file against its schema, each mistake in words and in its place. */
import { z } from 'astro/zod';
import { explainIssue } from './explain.ts';
import { type Finding, quoted } from './mistake.ts';
import { didYouMean } from './nearest.ts';
import type { Source } from './source.ts';
import type { Path } from './yaml.ts';

/** What is wrong with a file's frontmatter. `kind` is what the file holds, with its article: `a post`. */
export function checkFrontmatter({ data, place }: Source, schema: z.ZodType, kind: string): Finding[] {
  if (data === undefined) return [];
  const result = schema.safeParse(data, { error: adviceOn });
  return (result.error?.issues ?? []).flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== 'symbol');
    if (issue.code !== 'unrecognized_keys')
      return { ...place(path), message: explainIssue(issue.message, data, path, schemaAt(schema, path)) };
    return issue.keys.map((key) => ({ ...place([...path, key], 'key'), message: unknownKey(key, kind, path, schemaAt(schema, path)) }));
  });
}

/** What to do where the schema itself does not say it. */
function adviceOn(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'too_small') return 'Write something here.';
  if (issue.code === 'too_big') return `Shorten this to ${issue.maximum} characters.`;
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'array')
    return typeof issue.input === 'string' ? `Write a list: [${issue.input}].` : 'Write a list, as in [one, two].';
  if (issue.expected === 'boolean') return 'Write true or false.';
  if (issue.expected === 'string' && ['number', 'boolean'].includes(typeof issue.input))
    return `Put it in quotes: '${String(issue.input)}'.`;
  return issue.expected === 'string' ? 'Write a text.' : 'Write its keys under it, each on a line of its own, indented by two spaces.';
}

function unknownKey(key: string, kind: string, path: Path, schema: z.core.$ZodType | undefined): string {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const where = path.length === 0 ? kind : path.filter((step) => typeof step === 'string').join('.');
  return `${quoted(key)} is not a key of ${where}.${didYouMean(key, known) || ` Remove it; the keys are ${known.join(', ')}.`}`;
}

/** The schema of the value at a path, out of its optional and default wrappings. */
function schemaAt(schema: z.core.$ZodType | undefined, path: Path): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return schemaAt(schema.unwrap(), path);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  if (schema instanceof z.ZodArray) return schemaAt(schema.element, rest);
  return schema instanceof z.ZodObject ? schemaAt(shapeOf(schema)[step], rest) : undefined;
}

function shapeOf(schema: z.ZodObject): Readonly<Record<string, z.core.$ZodType>> {
  return schema.shape;
}
