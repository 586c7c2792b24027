import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FileRefused } from './file-refused.js';

/**
 * Writes files of these names into a folder: first beside those that stand there, where nobody else writes, then all of
 * them in their place. What goes wrong before that leaves those that stood there.
 */
export function intoFolder<R>(out: string, names: readonly string[], write: (path: (name: string) => string) => R): R {
  makeFolder(out);
  for (const name of names) refuseOdd(join(out, name));
  try {
    const begun = mkdtempSync(join(out, '.simulation-'));
    try {
      const written = write((name) => join(begun, name));
      putInPlace(begun, out, names);
      return written;
    } finally {
      rmSync(begun, { recursive: true });
    }
  } catch (fault) {
    throw isOfFiles(fault) ? new FileRefused(out, null, `cannot be written to: ${fault.message}`) : fault;
  }
}

/** Should one of them not be replaced, the refusal says which ones were: they no longer belong together. */
function putInPlace(begun: string, out: string, names: readonly string[]): void {
  names.forEach((name, place) => {
    try {
      renameSync(join(begun, name), join(out, name));
    } catch (fault) {
      if (!isOfFiles(fault)) throw fault;
      const before = names.slice(0, place);
      const done = before.length === 0 ? 'nothing was replaced' : `already replaced: ${before.join(', ')}`;
      throw new FileRefused(join(out, name), null, `cannot be replaced: ${fault.message} (${done})`);
    }
  });
}

/** Folder by folder: Node's own way to make them all at once never returns where a file system lets nobody make one. */
function makeFolder(out: string): void {
  const missing: string[] = [];
  for (let folder = resolve(out); !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  for (const folder of missing.reverse()) makeOne(folder, out);
  if (!isFolder(out)) refuse(out);
}

function makeOne(folder: string, out: string): void {
  try {
    mkdirSync(folder);
  } catch {
    if (!isFolder(folder)) refuse(out);
  }
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

function refuse(out: string): never {
  throw new FileRefused(out, null, 'is not a folder that can be written to');
}

/** A folder cannot be written over, and a pipe would wait for somebody to read it. */
function refuseOdd(path: string): void {
  if (existsSync(path) && !statSync(path).isFile())
    throw new FileRefused(path, null, 'is not a file that can be written');
}

const isOfFiles = (fault: unknown): fault is Error => typeof fault === 'object' && fault !== null && 'syscall' in fault;
