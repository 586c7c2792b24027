import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FileRefused } from './file-refused.js';

/** Writes files of these names into a folder, all of them or none: what goes wrong leaves those that stood there. */
export function intoFolder<R>(out: string, names: readonly string[], write: (path: (name: string) => string) => R): R {
  makeFolder(out);
  for (const name of names) refuseOdd(join(out, name));
  const begun = (name: string): string => join(out, `.${name}.part`);
  try {
    const written = write(begun);
    for (const name of names) renameSync(begun(name), join(out, name));
    return written;
  } catch (fault) {
    for (const name of names) rmSync(begun(name), { force: true });
    throw isOfFiles(fault) ? new FileRefused(out, null, `cannot be written to: ${fault.message}`) : fault;
  }
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
