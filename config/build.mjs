// Turns the TypeScript into build/js, file by file without bundling, only what changed since the last time; and
// bundles the panel's components into build/adminjs when they or AdminJS changed. `node config/build.mjs`
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';

export const root = resolve(import.meta.dirname, '..');
const out = join(root, 'build/js');
const sources = ['src', 'admin', 'config', 'migrations', 'seeders', 'bench', 'test/support'];

/** Brings build/js up to date; returns how many files were turned. */
export async function buildProgram() {
  const manifest = readJson(join(out, 'manifest.json')) ?? {};
  const files = sources.flatMap((folder) => filesIn(folder)).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const next = Object.fromEntries(files.map((file) => [file, stampOf(file)]));
  const changed = files.filter((file) => manifest[file] !== next[file] || !existsSync(join(out, toJs(file))));
  const gone = Object.keys(manifest).filter((file) => !(file in next));
  gone.forEach((file) => rmSync(join(out, toJs(file)), { force: true }));
  await Promise.all(changed.map(turn));
  if (changed.length + gone.length > 0) writeWhole(join(out, 'manifest.json'), JSON.stringify(next));
  return changed.length;
}

/** Bundles the panel when its components, AdminJS or the bundling itself changed; returns whether it did. */
export async function buildPanel() {
  if (!existsSync(join(root, 'admin/bundle.ts'))) return false;
  const target = join(root, 'build/adminjs');
  const stamp = panelStamp();
  if (existsSync(target) && readText(join(root, 'build/adminjs.stamp')) === stamp) return false;
  const fresh = `${target}.${process.pid}`;
  bundleInto(fresh);
  replaceFolder(target, fresh);
  writeWhole(join(root, 'build/adminjs.stamp'), stamp);
  return true;
}

async function turn(file) {
  const { code } = await transform(readFileSync(join(root, file), 'utf8'), {
    loader: 'ts',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    sourcefile: join(root, file),
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: true, verbatimModuleSyntax: true } },
  });
  writeWhole(join(out, toJs(file)), code);
}

/** AdminJS reads its folder from the environment when it is imported, hence a process of its own. */
function bundleInto(folder) {
  mkdirSync(folder, { recursive: true });
  const entry = pathToFileURL(join(out, 'admin/bundle.js')).href;
  const script = `const { bundlePanel } = await import(${JSON.stringify(entry)}); await bundlePanel(); process.exit();`;
  const env = { ...process.env, NODE_ENV: 'production', ADMIN_JS_TMP_DIR: folder, ADMIN_JS_SKIP_BUNDLE: '' };
  env.APP_SECRET ||= createHash('sha256').update('only for bundling').digest('hex');
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  if (child.status !== 0) throw new Error('The panel could not be bundled.');
}

/** The lock file stands for AdminJS and all else that is bundled. */
function panelStamp() {
  const hash = createHash('sha256');
  const files = [...filesIn('admin/components'), 'admin/bundle.ts', 'package-lock.json'];
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Where two processes bundle at once, one of their folders stays: both hold the same. */
function replaceFolder(target, fresh) {
  const old = `${fresh}.old`;
  moveUnless('ENOENT', target, old);
  moveUnless('ENOTEMPTY', fresh, target);
  for (const folder of [old, fresh]) rmSync(folder, { recursive: true, force: true });
}

function moveUnless(code, from, to) {
  try {
    renameSync(from, to);
  } catch (fault) {
    if (fault.code !== code) throw fault;
  }
}

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function stampOf(file) {
  const { mtimeMs, size } = statSync(join(root, file));
  return `${mtimeMs}:${size}`;
}

/** Another process may read the file at this moment: it finds the old text or the new one. */
function writeWhole(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

const toJs = (file) => file.replace(/\.ts$/, '.js');
const readText = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

if (import.meta.filename === process.argv[1]) {
  const count = await buildProgram();
  const panel = await buildPanel();
  console.log(`build: ${count} files${panel ? ', panel' : ''}`);
}
