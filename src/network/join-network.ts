import type { Transaction } from 'sequelize';
import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { invalidField, NotAllowed, NotFound } from '../core/errors.js';
import type { Work } from '../core/work.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { storedSettings } from '../programs/program-settings.js';
import { HoldingTankEntry } from './holding-tank-entry.js';
import { lockTree } from './lock-tree.js';
import { Member, memberStatuses } from './member.js';
import { placeAt, placeBelow } from './place.js';
import type { PlacementMode } from './tree.js';

/** How a newcomer is placed: a way to find a free slot below the sponsor, or a place of choice. */
export type Placement = PlacementMode | { parentId: number; slot: number | null };

export interface Newcomer {
  programId: number;
  userId?: number | null;
  externalId?: string | null;
  /** Null or left out: a root, which few may make. */
  sponsorId?: number | null;
  /** Left out: as the program's settings say. */
  isDistributor?: boolean;
  /** Left out: as the tree says. */
  placement?: Placement;
  /** Left out: now. */
  joinedAt?: Date;
}

/**
 * Makes somebody a member, sponsored and placed. He waits in the holding tank when placement is manual, or when the
 * sponsor himself waits there. Takes the tree's lock, so whatever else the command locks comes before.
 */
export async function joinNetwork(work: Work, newcomer: Newcomer): Promise<Member> {
  const { tx, now, actor, emit } = work;
  const { programId, userId = null, externalId = null, sponsorId = null, joinedAt = now } = newcomer;
  if (sponsorId === null) refuseRoot(actor);
  const { settings } = await look(programId, sponsorId, tx);
  const isDistributor = newcomer.isDistributor ?? settings.auto_distributor;
  const member = await Member.create(
    { programId, userId, externalId, sponsorId, isDistributor, joinedAt },
    { transaction: tx },
  );
  await settle(work, member, newcomer.placement);
  emit({ type: 'member.joined', memberId: member.id });
  return member;
}

async function settle({ tx, now }: Work, member: Member, asked?: Placement): Promise<void> {
  const { id: memberId, programId, sponsorId } = member;
  if (typeof asked === 'object') return placeAt(await lockTree(programId, tx), asked, { memberId, now }, tx);
  const { treeId, depth } = await placeBelow(sponsorId, { programId, memberId, now, mode: asked }, tx);
  if (depth !== null) return;
  await HoldingTankEntry.create({ programId, treeId, memberId, enteredAt: now }, { transaction: tx });
}

/** A root is at the top of a tree of his own, outside everybody's downline. */
function refuseRoot({ kind, role, scopes }: Actor): void {
  const may = kind === 'system' || role === 'owner' || role === 'admin' || scopes.includes('network:roots');
  if (!may)
    throw new NotAllowed('A member without a sponsor is a root; only an owner or admin makes one.', 'root_by_office');
}

const seen = z.object({
  settings: storedSettings,
  sponsor_id: int.nullable(),
  sponsor_status: z.enum(memberStatuses).nullable(),
});

async function look(programId: number, sponsorId: number | null, tx: Transaction) {
  const found = await selectOne(
    `SELECT p.settings, m.id AS sponsor_id, m.status AS sponsor_status
     FROM programs AS p LEFT JOIN members AS m ON m.program_id = p.id AND m.id = $2 WHERE p.id = $1`,
    [programId, sponsorId],
    seen,
    tx,
  );
  if (!found) throw new NotFound('program');
  if (sponsorId === null) return found;
  if (found.sponsor_id === null) throw invalidField('sponsorId', 'There is no such member.');
  if (found.sponsor_status === 'closed') throw invalidField('sponsorId', 'This member is closed.');
  return found;
}
