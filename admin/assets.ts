import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { env } from '../config/env.js';
import { fromRoot } from '../config/paths.js';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

interface Asset {
  type: string;
  version: string;
  path: string;
}

const names = ['global.bundle.js', 'design-system.bundle.js', 'app.bundle.js', 'components.bundle.js', 'panel.css'];
const assets = new Map<string, Asset>();

/** Looks at what `npm run build` made; without it the panel cannot show a page, so it is better not to start. */
export function loadAssets(): void {
  const folder = fromRoot(env.ADMIN_JS_TMP_DIR);
  for (const name of names) {
    const path = join(folder, name);
    if (!existsSync(path)) throw new Error(`The panel is not built (${path} is missing): run "npm run build".`);
    const version = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 12);
    assets.set(name, { path, version, type: types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream' });
  }
}

/** Changes with the content, so browsers may keep it for ever. */
export const assetUrl = (name: string): string => `/admin/frontend/assets/${name}?v=${assets.get(name)?.version ?? ''}`;

/** `/frontend/assets/NAME`, compressed ahead. */
export const serveAssets: RequestHandler = (request, response, next) => {
  const asset = assets.get(request.path.replace('/frontend/assets/', ''));
  if (!asset) return next();
  const [encoding, suffix] = encodings.find(([name]) => request.acceptsEncodings(name)) ?? ['', ''];
  const isCurrent = request.originalUrl.endsWith(`?v=${asset.version}`);
  response.set({
    'Content-Type': asset.type,
    Vary: 'Accept-Encoding',
    'Cache-Control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(encoding && { 'Content-Encoding': encoding }),
  });
  response.sendFile(asset.path + suffix, { dotfiles: 'allow', cacheControl: false });
};
