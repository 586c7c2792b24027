import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { env } from '../config/env.js';
import { fromRoot } from '../config/paths.js';

const require = createRequire(import.meta.url);

/** What AdminJS's own bundles already put on the page. */
const globals: Readonly<Record<string, string>> = {
  react: 'React',
  'react-dom': 'ReactDOM',
  'react-router': 'ReactRouter',
  'react-router-dom': 'ReactRouterDOM',
  adminjs: 'AdminJS',
  '@adminjs/design-system': 'AdminJSDesignSystem',
};

const fromPage: Plugin = {
  name: 'from-page',
  setup({ onResolve, onLoad }) {
    const names = new RegExp(`^(${Object.keys(globals).join('|')})$`);
    onResolve({ filter: names }, ({ path }) => ({ path, namespace: 'page' }));
    onLoad({ filter: /.*/, namespace: 'page' }, ({ path }) => ({
      contents: `module.exports = window.${globals[path] ?? ''}`,
    }));
  },
};

/** Writes what the panel's pages load, each also as `.br` and `.gz`, into ADMIN_JS_TMP_DIR. */
export async function bundlePanel(): Promise<void> {
  const folder = fromRoot(env.ADMIN_JS_TMP_DIR);
  await bundleComponents(folder);
  const made = ['components.bundle.js', 'panel.css'].map((name) => join(folder, name));
  const copied = await Promise.all(
    Object.entries(partsOfAdminJs()).map(([name, from]) => copy(from, join(folder, name))),
  );
  await Promise.all([...made, ...copied].map(compress));
}

async function bundleComponents(folder: string): Promise<void> {
  await build({
    entryPoints: {
      'components.bundle': fromRoot('admin/components/entry.ts'),
      panel: fromRoot('admin/components/panel.css'),
    },
    outdir: folder,
    bundle: true,
    format: 'iife',
    target: ['es2022'],
    jsx: 'automatic',
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [fromPage],
  });
}

/** The production builds, whatever NODE_ENV is: the development ones weigh fourteen megabytes. */
function partsOfAdminJs(): Record<string, string> {
  const scripts = join(dirname(require.resolve('adminjs')), 'lib/frontend/assets/scripts');
  return {
    'app.bundle.js': join(scripts, 'app-bundle.production.js'),
    'global.bundle.js': join(scripts, 'global-bundle.production.js'),
    'design-system.bundle.js': join(dirname(require.resolve('@adminjs/design-system')), '../bundle.production.js'),
  };
}

async function copy(from: string, to: string): Promise<string> {
  await writeFile(to, await readFile(from));
  return to;
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, quality));
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}
