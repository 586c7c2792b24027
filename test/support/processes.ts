import { existsSync, readFileSync } from 'node:fs';

/** The running child of a process whose command line contains the words. */
export function childOf(parent: number, words: string): number | undefined {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ').filter(Boolean);
  return children.map(Number).find((pid) => commandOf(pid).includes(words));
}

function commandOf(pid: number): string {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ') : '';
}
