import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { select } from '../db/select.js';
import type { LockedTree } from './lock-tree.js';

/** Notes again where the nearest free slots are, after somebody came to stand under a member or left. */
export async function updateFreeSlots({ id, width }: LockedTree, memberId: number, tx: Transaction): Promise<void> {
  await select('SELECT update_free_slots($1, $2, $3)', [id, width, memberId], z.unknown(), tx);
}
