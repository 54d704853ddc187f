// `npm run sbom`: writes down what runs in production, as CycloneDX, to dist/sbom.cdx.json or the file that is named.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../build/build.ts';
import { productionSbom } from './production-sbom.ts';

const file = process.argv[2] ?? join(ROOT, 'dist', 'sbom.cdx.json');
const sbom = await productionSbom(ROOT);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
console.log(`${file}: ${sbom.components.length} packages`);
