import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { NotFound, Refusal } from '../core/errors.js';
import { id } from '../core/parse.js';
import { query } from '../core/query.js';
import { cursorOf, placeOf } from '../http/cursor.js';
import { wholeNumber } from '../http/whole-number.js';
import { downline } from './downline.js';
import { positionOf } from './find-position.js';
import { Member, memberStatuses } from './member.js';
import { mayRead } from './members.js';
import { memberNames } from './names.js';
import { ownMember, seesAll, seesBelow, visibleMember } from './scope.js';
import { isAtOrAbove, upline } from './upline.js';
import type { Line } from './upline.js';

// Who is above and who is below, a page at a time, however deep the tree is.

export const relativeSchema = z.object({
  memberId: z.number(),
  name: z.string(),
  status: z.enum(memberStatuses),
  slot: z.number().nullable(),
  level: z.number(),
});

type Relative = z.output<typeof relativeSchema>;

const page = {
  limit: wholeNumber(1, 100).default(25),
  after: z.string().max(500).optional(),
};

/** A member's downline in tree order: each member is followed by his own downline, left before right. */
export const memberDownline = query({
  name: 'members.downline',
  input: z.strictObject({
    memberId: id,
    levels: wholeNumber(1, 1_000_000).optional(),
    ...page,
  }),
  allow: mayRead,

  async run({ input: { memberId, levels, limit, after }, actor }) {
    const member = await visibleMember(actor, memberId);
    const top = await positionOf(member);
    const cursor = { list: 'downline', sort: String(member.id) };
    if (!top || !(await seesBelow(actor, member))) return pageOf([], limit, () => '');
    const last = after === undefined ? undefined : placeOf(after, cursor).id;
    if (last !== undefined && !(await isAtOrAbove(member.id, last, 'placement'))) throw movedAway();
    const found = await downline({ treeId: top.treeId, top, after: last, levels, limit: limit + 1 });
    return pageOf(await named(found), limit, ({ memberId: at }) => cursorOf({ ...cursor, value: '', id: at }));
  },
});

/** Who is above a member, nearest first; a member sees as far as himself. */
export const memberUpline = query({
  name: 'members.upline',
  input: z.strictObject({ memberId: id, tree: z.enum(['placement', 'sponsor']).default('placement'), ...page }),
  allow: mayRead,

  async run({ input: { memberId, tree, limit, after }, actor }) {
    const member = await visibleMember(actor, memberId);
    const cursor = { list: 'upline', sort: `${tree}/${member.id}` };
    const from = after === undefined ? { id: member.id, value: '0' } : placeOf(after, cursor);
    const above = await upline(from.id, { tree, levels: limit + 1 });
    const levelled = above.map((one) => ({ ...one, level: one.level + Number(from.value) }));
    const seen = await asFarAsSeen(actor, { member, tree }, levelled);
    return pageOf(await named(seen), limit, ({ memberId: at, level }) =>
      cursorOf({ ...cursor, value: String(level), id: at }),
    );
  },
});

async function asFarAsSeen<One extends { memberId: number }>(
  actor: Actor,
  { member, tree }: { member: Member; tree: Line },
  above: One[],
): Promise<One[]> {
  if (seesAll(actor)) return above;
  const own = await ownMember(actor);
  if (!own) throw new NotFound('member');
  if (own.id === member.id || !(await isAtOrAbove(own.id, member.id, tree))) return [];
  const end = above.findIndex(({ memberId }) => memberId === own.id);
  return end < 0 ? above : above.slice(0, end + 1);
}

async function named(found: { memberId: number; slot: number | null; level: number }[]): Promise<Relative[]> {
  const ids = found.map(({ memberId }) => memberId);
  const [names, rows] = await Promise.all([memberNames(ids), Member.findAll({ where: { id: ids } })]);
  const statuses = new Map(rows.map((row) => [row.id, row.status]));
  return found.map(({ memberId, slot, level }) => ({
    memberId,
    name: names.get(memberId) ?? '',
    status: statuses.get(memberId) ?? 'active',
    slot,
    level,
  }));
}

function pageOf(found: Relative[], limit: number, cursor: (last: Relative) => string) {
  const data = found.slice(0, limit);
  const last = found.length > limit ? data.at(-1) : undefined;
  return { data, hasMore: last !== undefined, nextCursor: last ? cursor(last) : null };
}

const movedAway = (): Refusal =>
  new Refusal('conflict', 'The last member of the page before was moved; start again.', {
    facts: { reason: 'moved_away' },
  });
