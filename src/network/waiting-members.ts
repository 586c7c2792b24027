import { z } from 'zod';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { query } from '../core/query.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { memberNames } from './names.js';

const page_size = 50;

const waiting = z
  .object({ id: int, member_id: int, sponsor_id: int.nullable(), entered_at: z.date() })
  .transform(({ id: entryId, member_id: memberId, sponsor_id: sponsorId, entered_at: enteredAt }) => ({
    entryId,
    memberId,
    sponsorId,
    enteredAt,
  }));

const waitingIn = `
  SELECT entry.id, entry.member_id, entry.entered_at, members.sponsor_id
  FROM holding_tank_entries AS entry JOIN members ON members.id = entry.member_id
  WHERE entry.program_id = $program AND entry.placed_at IS NULL
    AND ($member::bigint IS NULL OR entry.member_id = $member)
    AND ($after::bigint IS NULL OR (entry.entered_at, entry.id) > (
      SELECT entered_at, id FROM holding_tank_entries WHERE id = $after))
  ORDER BY entry.entered_at, entry.id LIMIT ${page_size + 1}`;

/** Who waits in the holding tank, the longest first, with whose they are; `after` is the last entry shown before. */
export const waitingMembers = query({
  name: 'network.waiting',
  input: z.strictObject({ after: id.optional(), memberId: id.optional() }),
  allow: roles('owner', 'admin'),

  async run({ input: { after = null, memberId = null }, actor }) {
    const found = await select(waitingIn, { program: programOf(actor), after, member: memberId }, waiting);
    const page = found.slice(0, page_size);
    const names = await memberNames(page.flatMap((one) => [one.memberId, one.sponsorId ?? one.memberId]));
    const nameOf = (member: number): string => names.get(member) ?? '';
    const data = page.map(({ sponsorId, ...one }) => ({
      ...one,
      name: nameOf(one.memberId),
      sponsor: sponsorId === null ? null : { memberId: sponsorId, name: nameOf(sponsorId) },
    }));
    return { data, hasMore: found.length > page_size };
  },
});
