// The bill of materials of what runs in production: npm's own of the whole lock, without what the lock has for development only.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const Component = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
});
const Sbom = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string(), name: z.string() }) }),
  components: z.array(Component),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
type Sbom = z.infer<typeof Sbom>;
const Lock = z.object({
  name: z.string(),
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), dev: z.boolean().default(false) }),
  ),
});
type Lock = z.infer<typeof Lock>;

const ARGS = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
/** Bytes; npm's answer for this lock is about one million. */
const MOST = 50_000_000;
const DEVELOPMENT = 'cdx:npm:package:development';

/**
 * npm names a package once, as one for development where any of its places is. Its `--omit=dev` also leaves out what production needs when something for development needs it, too.
 * @param root of the checkout; the lock alone is read. @throws when npm cannot answer.
 */
export async function productionSbom(root: string): Promise<Sbom> {
  const { stdout } = await promisify(execFile)('npm', ARGS, { cwd: root, maxBuffer: MOST });
  const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return withoutDevelopment(Sbom.parse(JSON.parse(stdout)), lock);
}

/** The application's name is the lock's: npm gives the folder's. */
function withoutDevelopment({ metadata, components, dependencies, ...rest }: Sbom, lock: Lock): Sbom {
  const needed = inProduction(lock);
  const kept = components
    .filter(({ name, version }) => needed.has(`${name}@${version}`))
    .map((component) => ({ ...component, properties: component.properties.filter(isNoMark) }));
  const refs = new Set([metadata.component['bom-ref'], ...kept.map((component) => component['bom-ref'])]);
  return {
    ...rest,
    metadata: { ...metadata, component: { ...metadata.component, name: lock.name } },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
  };
}

const isNoMark = ({ name }: { readonly name: string }): boolean => name !== DEVELOPMENT;

/** `name@version` of what some place outside development needs. */
const inProduction = ({ packages }: Lock): ReadonlySet<string> =>
  new Set(
    Object.entries(packages)
      .filter(([, { dev }]) => !dev)
      .map(([place, { version }]) => `${place.split('node_modules/').at(-1) ?? ''}@${version ?? ''}`),
  );
