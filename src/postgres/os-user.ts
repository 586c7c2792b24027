import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';

/** An account of the operating system, as /etc/passwd lists it. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

const preferred = ['upline', 'postgres', 'nobody'];

/**
 * Who runs PostgreSQL: undefined means whoever runs this process. PostgreSQL refuses root, so root lends it another
 * account: the one that owns the data already, else the first of the preferred ones. initdb wants it to have a name.
 */
export function databaseUser(data: string): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(data) ?? accountNamed(preferred);
}

/** Whether that user can read the folder; false when one above it is closed to the user. */
export function canReach(user: OsUser, folder: string): boolean {
  const look = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', folder], { uid: user.uid, gid: user.gid });
  return look.status === 0;
}

function ownerOf(data: string): OsUser | undefined {
  if (!existsSync(data)) return undefined;
  const { uid, gid } = statSync(data);
  if (uid === 0) return undefined;
  return accounts().find((account) => account.uid === uid) ?? { name: String(uid), uid, gid };
}

function accountNamed(names: readonly string[]): OsUser {
  const known = accounts();
  const found = names.flatMap((name) => known.filter((account) => account.name === name))[0];
  if (found) return found;
  throw new Error(`As root, PostgreSQL needs another account to run as: create one named ${names.join(' or ')}.`);
}

function accounts(): OsUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) => (name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []));
}
