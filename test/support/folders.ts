import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** A new folder that anybody may pass through, as a project's folder usually is; gone after the test run. */
export const openFolder = (): string => folderWith(0o711);

/** A new folder that only this user can enter. */
export const closedFolder = (): string => folderWith(0o700);

function folderWith(mode: number): string {
  const base = process.env['DATA_DIR'] ?? '';
  chmodSync(base, 0o711);
  const folder = mkdtempSync(join(base, 'folder-'));
  chmodSync(folder, mode);
  return folder;
}
