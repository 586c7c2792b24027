import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The project's folder, the same from the sources and from `build/js`: the nearest one up that has a package.json. */
export const root = nearestWithPackage(import.meta.dirname);

/** An absolute path; a relative one counts from the project's folder, wherever the process was started. */
export const fromRoot = (...parts: string[]): string => resolve(root, ...parts);

function nearestWithPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the program; it must run inside its project folder.');
  return nearestWithPackage(parent);
}
