// The bill of materials of what runs in production: npm's own of the whole lock, without what is only for development.
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
const Named = z.object({ name: z.string() });

const ARGS = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
/** Bytes; npm's answer for this lock is about one million. */
const MOST = 50_000_000;
const DEVELOPMENT = 'cdx:npm:package:development';

/**
 * npm's own `--omit=dev` also leaves out what production needs when something for development needs it, too.
 * @param root of the checkout; the lock alone is read. @throws when npm cannot answer.
 */
export async function productionSbom(root: string): Promise<Sbom> {
  const { stdout } = await promisify(execFile)('npm', ARGS, { cwd: root, maxBuffer: MOST });
  const { name } = Named.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return withoutDevelopment(Sbom.parse(JSON.parse(stdout)), name);
}

/** @param name of the application: npm gives the folder's. */
function withoutDevelopment({ metadata, components, dependencies, ...rest }: Sbom, name: string): Sbom {
  const kept = components.filter(({ properties }) => !properties.some((one) => one.name === DEVELOPMENT));
  const refs = new Set([metadata.component['bom-ref'], ...kept.map((component) => component['bom-ref'])]);
  return {
    ...rest,
    metadata: { ...metadata, component: { ...metadata.component, name } },
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) })),
  };
}
