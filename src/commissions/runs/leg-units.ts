import type { Listener, Work } from '../../core/work.js';
import { change } from '../../db/select.js';
import { memberById } from '../../network/find-member.js';
import { countedAt } from './late-fact.js';

const insert = `
  INSERT INTO leg_units (program_id, member_id, units, happened_at, counted_at) VALUES ($1, $2, $3, $4, $5)`;

/** An activated member counts in the legs above him, where a plan pairs members. */
export const countUnit: Listener<'member.activated'> = async (work, { memberId }) => {
  const { programId, activatedAt } = await memberById(memberId, work.tx);
  await write(work, { programId, memberId, units: 1, happenedAt: activatedAt ?? work.now });
};

/** Who is no longer activated counts no more: his unit is taken back in the open period. */
export const uncountUnit: Listener<'member.deactivated'> = async (work, { memberId }) => {
  const { programId } = await memberById(memberId, work.tx);
  await write(work, { programId, memberId, units: -1, happenedAt: work.now });
};

interface Units {
  programId: number;
  memberId: number;
  units: 1 | -1;
  happenedAt: Date;
}

async function write(work: Work, { programId, memberId, units, happenedAt }: Units): Promise<void> {
  const counted = await countedAt(work, { programId, happenedAt });
  await change(insert, [programId, memberId, units, happenedAt, counted], work.tx);
}
