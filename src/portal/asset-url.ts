import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fromRoot } from '../../config/paths.js';

const known = new Map<string, string>();

/** The address of a file of `views/assets`, which changes with its content, so that browsers may keep it. */
export function assetUrl(file: string): string {
  const url = known.get(file) ?? `/assets/${file}?v=${hashOf(file)}`;
  known.set(file, url);
  return url;
}

const hashOf = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(fromRoot('views/assets', file)))
    .digest('base64url')
    .slice(0, 10);
