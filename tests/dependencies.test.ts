import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './support/site.ts';
import { importsOf, type Source, sources } from './support/sources.ts';

interface Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides: Record<string, string>;
  allowScripts: Record<string, boolean>;
}
interface Locked {
  version?: string;
  resolved?: string;
  hasInstallScript?: boolean;
}
interface Advisories {
  taken: string;
  floors: { package: string; version: string; advisories: string[] }[];
}

const { dependencies, devDependencies, overrides, allowScripts }: Package = read('package.json');
const { packages }: { packages: Record<string, Locked> } = read('package-lock.json');
const { floors }: Advisories = read('tests/advisories.json');
const locked = Object.entries(packages).map(([path, entry]) => ({ name: path.split('node_modules/').at(-1) ?? '', path, ...entry }));
const mostDependencies = 20;

describe('what the project depends on', () => {
  it('is named to the version', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...overrides })) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name);
      assert.equal(packages[`node_modules/${name}`]?.version, version, `${name} in the lockfile`);
    }
  });

  it(`is little: at most ${mostDependencies} packages at run time, each with its reason in DECISIONS.md`, () => {
    const names = Object.keys(dependencies);
    assert.ok(names.length <= mostDependencies, `${names.length} packages`);
    const decisions = readFileSync(join(root, 'DECISIONS.md'), 'utf8');
    assert.deepEqual(
      names.filter((name) => !decisions.includes(`\`${name}\``)),
      [],
    );
  });

  it('is what is imported, and is declared where it is needed: what the site runs on is no tool of development', () => {
    assert.deepEqual(undeclared({ path: 'src/a.ts', text: "import { a } from 'not-there/deep';" }), ['src/a.ts: not-there']);
    assert.deepEqual(undeclared({ path: 'src/a.ts', text: "import fc from 'fast-check';" }), ['src/a.ts: fast-check']);
    assert.deepEqual(undeclared({ path: 'tests/a.ts', text: "import fc from 'fast-check';\nimport { z } from 'astro/zod';" }), []);
    // The test of the map has made-up imports in it.
    const written = sources('src', 'tests', 'bench').filter(({ path }) => path !== 'tests/map.test.ts');
    assert.deepEqual(written.flatMap(undeclared), []);
    const imported = new Set(sources('src').flatMap(importsOf).map(packageOf));
    const config = readFileSync(join(root, 'astro.config.mjs'), 'utf8');
    // `node` is run, not imported.
    const unused = Object.keys(dependencies).filter((name) => name !== 'node' && !imported.has(name) && !config.includes(`'${name}'`));
    assert.deepEqual(unused, []);
  });

  it('is fetched from whatever registry npm is set to: the lockfile names none', () => {
    assert.ok(locked.length > 300);
    assert.deepEqual(
      locked.filter(({ resolved }) => resolved !== undefined).map(({ path }) => path),
      [],
    );
  });

  it('runs scripts of its own on installing only where that was decided', () => {
    const undecided = locked.filter(({ name, hasInstallScript }) => hasInstallScript && !(name in allowScripts));
    assert.deepEqual(
      undecided.map(({ name }) => name),
      [],
    );
    for (const name of Object.keys(allowScripts))
      assert.ok(
        locked.some((entry) => entry.name === name),
        `${name} is not there any more`,
      );
  });
});

describe('known advisories', () => {
  for (const { package: name, version, advisories } of floors) {
    it(`do not concern ${name} from ${version} on (${advisories.join(', ')})`, () => {
      const installed = locked.filter((entry) => entry.name === name);
      assert.ok(installed.length > 0, `${name} is not a dependency any more: take it off the list`);
      for (const entry of installed) assert.ok(isAtLeast(entry.version ?? '', version), `${entry.path} is ${entry.version}`);
    });
  }

  it('are compared by number, and a preview is older than its version', () => {
    assert.deepEqual([isAtLeast('5.10.0', '5.9.3'), isAtLeast('5.9.3', '5.9.3'), isAtLeast('6.0.0', '5.9.3')], [true, true, true]);
    assert.deepEqual(
      [isAtLeast('5.9.2', '5.9.3'), isAtLeast('4.99.99', '5.9.3'), isAtLeast('5.9.3-beta.1', '5.9.3'), isAtLeast('', '1.0.0')],
      [false, false, false, false],
    );
  });
});

/** Packages a file imports without their being declared; types may come from tools of development, and so may what only the test command uses. */
function undeclared(source: Source): string[] {
  const values = { ...source, text: source.text.replace(/^import type [\s\S]*?;$/gm, '') };
  const isTool = !source.path.startsWith('src/') || /^src\/cli\/(browser|test)\.ts$/.test(source.path);
  const known = isTool ? { ...dependencies, ...devDependencies } : dependencies;
  return importsOf(values)
    .filter(
      (name) =>
        !/^(node:|astro:|virtual:|src\/|tests\/|bench\/|dist\/)/.test(name) && !builtinModules.includes(name) && !name.startsWith('.'),
    )
    .map(packageOf)
    .filter((name) => !(name in known))
    .map((name) => `${source.path}: ${name}`);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isAtLeast(version: string, floor: string): boolean {
  const [numbers = '', preview] = version.split(/-(.*)/);
  const [a, b] = [numbers, floor].map((text) => text.split('.').map(Number)) as [number[], number[]]; // two in, two out
  const place = b.findIndex((number, index) => number !== a[index]);
  return place === -1 ? preview === undefined : (a[place] ?? -1) > (b[place] ?? 0);
}

/** JSON of this repository, whose shape the tests rely on. */
function read<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(join(root, file), 'utf8')) as Shape;
}
