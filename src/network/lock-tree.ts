import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { Refusal } from '../core/errors.js';
import { int } from '../db/row-schema.js';
import { change, selectOne } from '../db/select.js';
import { findActivePlan } from '../programs/active-plan.js';

/** A tree whose lock this transaction holds: nobody else places or moves in it until COMMIT. */
export interface LockedTree {
  id: number;
  programId: number;
  width: number;
}

const found = z.object({ id: int, width: z.number() });

/** Waits for the program's placement tree; taken last, after every row that the command locks. */
export async function lockTree(programId: number, tx: Transaction): Promise<LockedTree> {
  const tree = (await lock(programId, tx)) ?? (await makeAndLock(programId, tx));
  return { ...tree, programId };
}

const lock = (programId: number, tx: Transaction) =>
  selectOne(
    `SELECT id, width, lock_tree(id)::text FROM trees WHERE program_id = $1 AND key = 'placement'`,
    [programId],
    found,
    tx,
  );

async function makeAndLock(programId: number, tx: Transaction) {
  await makeTree(programId, tx);
  const tree = await lock(programId, tx);
  if (!tree)
    throw new Refusal('conflict', 'The tree of this program is being made; try again.', {
      facts: { reason: 'tree_in_the_making' },
    });
  return tree;
}

/** A tree takes its shape from the plan in force when the first member joins; later plans never reshape it. */
export async function makeTree(programId: number, tx: Transaction): Promise<void> {
  const plan = await findActivePlan(programId, new Date(), tx);
  const { width = 2, strategy = 'breadth_first' } = plan?.document.placement ?? {};
  await change(
    `INSERT INTO trees (program_id, width, default_placement) VALUES ($1, $2, $3)
     ON CONFLICT (program_id, key) DO NOTHING`,
    [programId, width, strategy],
    tx,
  );
}
