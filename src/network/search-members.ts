import { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { text } from '../core/parse.js';
import { anyOf, programOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { int } from '../db/row-schema.js';
import { select } from '../db/select.js';
import { Member } from './member.js';
import { memberNames } from './names.js';
import { sightOf } from './scope.js';

const most_found = 20;
/** Looked at before the scope narrows them. */
const most_matched = 200;

const byUser = (condition: string): string => `
  (SELECT members.id FROM users JOIN members ON members.user_id = users.id AND members.program_id = $program
   WHERE ${condition} LIMIT ${most_matched})`;

// Each part has its own index.
const matches = [
  '(SELECT id FROM members WHERE program_id = $program AND id = $id)',
  `(SELECT id FROM members WHERE program_id = $program AND external_id LIKE $start LIMIT ${most_matched})`,
  byUser('email LIKE lower($start)'),
  byUser('lower(username) LIKE lower($start)'),
  byUser('phone LIKE $start'),
  byUser('referral_code = upper($sought)'),
  byUser(`lower(coalesce(first_name || ' ', '') || coalesce(last_name, '')) LIKE lower($start)`),
  byUser('lower(last_name) LIKE lower($start)'),
].join(' UNION ');

/** Members by id, outside name, user name, address, phone, code or the beginning of a name. */
export const searchMembers = query({
  name: 'members.search',
  input: z.strictObject({ text: text(100) }),
  allow: anyOf(signedIn, scope('network:read')),

  async run({ input, actor }) {
    const members = await visible(actor, await matching(actor, input.text));
    const names = await memberNames(members.map(({ id }) => id));
    return members.map((member) => ({ member, name: names.get(member.id) ?? '' }));
  },
});

/** Whoever has the very number that was asked for comes first. */
async function visible(actor: Actor, { ids, first }: { ids: readonly number[]; first: number | null }) {
  const isSeen = await sightOf(actor);
  const seen: Member[] = [];
  const found = await Member.findAll({ where: { id: [...ids] }, order: ['id'] });
  const inOrder = [...found.filter(({ id }) => id === first), ...found.filter(({ id }) => id !== first)];
  for (const member of inOrder) {
    if (seen.length < most_found && (await isSeen(member))) seen.push(member);
  }
  return seen;
}

async function matching(actor: Actor, sought: string): Promise<{ ids: number[]; first: number | null }> {
  const start = `${sought.replace(/[\\%_]/g, '\\$&')}%`;
  const first = /^\d{1,15}$/.test(sought) ? Number(sought) : null;
  const bind = { program: programOf(actor), sought, start, id: first };
  const rows = await select(matches, bind, z.object({ id: int }));
  return { ids: rows.map(({ id }) => id), first };
}
