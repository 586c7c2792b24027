import { z } from 'zod';
import { formatAmount } from '../../src/core/money.js';
import { big, int } from '../../src/db/row-schema.js';
import { selectOne } from '../../src/db/select.js';
import { oneMember } from '../../src/network/members.js';
import { memberNames } from '../../src/network/names.js';
import type { MemberDetail } from '../../src/network/present-member.js';
import { RankChange } from '../../src/network/rank-change.js';
import { waitingMembers } from '../../src/network/waiting-members.js';
import { findActivePlan } from '../../src/programs/active-plan.js';
import { finance, office } from '../policies.js';
import { aboutWhom } from './network-wish.js';
import type { Reading } from './network-wish.js';

/** One member beside the tree: place, people, volumes, what the legs carry, rank, and where to read on. */
export const standingOf: Reading = async ({ actor }, wish) => {
  const detail = await oneMember(actor, { memberId: aboutWhom(wish) });
  const { member, position, name, rank, title, downline } = detail;
  const [people, brought, carry, ranks, wallet, waiting] = await Promise.all([
    peopleAround(detail),
    broughtBy(member),
    carryOf(member),
    RankChange.findAll({ where: { memberId: member.id }, order: [['id', 'DESC']], limit: 5 }),
    finance(actor) ? walletOf(member.id) : null,
    position === null && office(actor) ? waitingMembers(actor, { memberId: member.id }) : null,
  ]);
  const { id, externalId, status, isDistributor, joinedAt, activatedAt } = member;
  return {
    ...{ memberId: id, name, externalId, status, isDistributor, joinedAt, activatedAt, rank, title, downline },
    ...{ ...people, brought, carry, wallet, entry: waiting?.data[0]?.entryId ?? null },
    place: position && { slot: position.slot, depth: position.depth, volume: formatAmount(position.subtreeVolume) },
    ranks: ranks.map(({ kind, before, after, effectiveAt }) => ({ kind, before, after, effectiveAt })),
  };
};

async function peopleAround({ member: { sponsorId }, position }: MemberDetail) {
  const parentId = position?.parentId ?? null;
  const names = await memberNames([sponsorId, parentId].filter((one) => one !== null));
  const named = (memberId: number | null) => (memberId === null ? null : { memberId, name: names.get(memberId) ?? '' });
  return { sponsor: named(sponsorId), parent: named(parentId) };
}

const team = z.object({ directs: int, members: int, volume: big.transform(formatAmount), asOf: z.date().nullable() });

/** Whom he brought himself, and everybody whom those brought in turn. */
const broughtBy = ({ id, programId }: { id: number; programId: number }) =>
  selectOne(
    `SELECT (SELECT count(*) FROM members WHERE program_id = $1 AND sponsor_id = $2) AS directs,
       coalesce(members, 1) - 1 AS members, coalesce(volume, 0) AS volume, rolled_up_at AS "asOf"
     FROM (SELECT) AS always LEFT JOIN sponsor_sums ON member_id = $2`,
    [programId, id],
    team,
  );

const balance = z.object({
  left: big,
  right: big,
  pairs: int,
  isActive: z.boolean(),
  runId: int,
  asOf: z.date().nullable(),
});

/** What the legs carry since the last posted run; the plan says whether they hold volume or members. */
async function carryOf({ id, programId }: { id: number; programId: number }) {
  const plan = await findActivePlan(programId, new Date());
  const unit = plan?.document.binary?.unit;
  const row = await selectOne(
    `SELECT carry_left AS left, carry_right AS right, pairs, binary_active AS "isActive", run_id AS "runId",
       runs.finished_at AS "asOf" FROM leg_balances JOIN runs ON runs.id = run_id WHERE member_id = $1`,
    [id],
    balance,
  );
  if (!row || !unit) return null;
  const say = (carried: bigint): string => (unit === 'members' ? carried.toString() : formatAmount(carried));
  return { ...row, left: say(row.left), right: say(row.right), unit };
}

async function walletOf(memberId: number): Promise<number | null> {
  const account = await selectOne(
    'SELECT id FROM accounts WHERE address = $1',
    [`member:${String(memberId)}:wallet`],
    z.object({ id: int }),
  );
  return account?.id ?? null;
}
