// Bundles the pages of `web/` to `dist/web`: one document, and assets whose names carry a hash of their content.
import { join } from 'node:path';

export async function buildPages(root: string): Promise<void> {
  // Loaded when needed: whoever only asks where the checkout is should not load a bundler.
  const { build } = await import('vite');
  await build({
    root: join(root, 'web'),
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(root, 'dist/web'),
      emptyOutDir: true,
      // Everything is a file of its own: the pages allow no data addresses but images.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
}
