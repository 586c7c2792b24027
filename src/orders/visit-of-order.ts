import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { staffRoles } from '../core/actor.js';
import { invalidField } from '../core/errors.js';
import { anyOf, roles, scope } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { Prospect } from '../tracking/prospect.js';

interface Named {
  prospectId?: number | undefined;
  visitId?: string | undefined;
  browser: { ip: string | null; cookie: string | null };
}

type Asking = Pick<Work, 'actor' | 'tx'>;

/** The prospect that an order names, by id or by the visit it sent itself; refused when there is none. */
export async function findProspect(named: Named, programId: number, { actor, tx }: Asking): Promise<Prospect | null> {
  if (named.prospectId === undefined && named.visitId === undefined) return null;
  const id =
    named.prospectId === undefined
      ? await prospectOfVisit(named.visitId, programId, tx)
      : await prospectOfNumber(named, programId, { actor, tx });
  const prospect = await Prospect.findOne({ where: { id: id ?? 0, programId }, transaction: tx });
  const field = named.prospectId === undefined ? 'visitId' : 'prospectId';
  if (!prospect) throw invalidField(field, 'is not known', 'unknown_prospect');
  return prospect;
}

async function prospectOfVisit(visitId: string | undefined, programId: number, tx: Transaction) {
  const sql = 'SELECT prospect_id AS id FROM prospect_visits WHERE program_id = $1 AND visit_id = $2';
  return (await selectOne(sql, [programId, visitId], z.object({ id: int }), tx))?.id;
}

const mayNameAnybody = anyOf(roles(...staffRoles), scope('orders:write'));

// The cookie stands for its browser, whichever of its visits the prospect was.
const own = `
  SELECT id FROM prospects WHERE id = $1 AND program_id = $2 AND (ip = $3::inet OR referral_token_id IN (
    SELECT id FROM referral_tokens WHERE visitor = (SELECT visitor FROM referral_tokens WHERE token = $4)))`;

/** Numbers are easily guessed, so a visitor may name the own prospect only: that of the same address or browser. */
async function prospectOfNumber({ prospectId, browser }: Named, programId: number, { actor, tx }: Asking) {
  if (actor.kind === 'system' || mayNameAnybody(actor)) return prospectId;
  return (await selectOne(own, [prospectId, programId, browser.ip, browser.cookie], z.object({ id: int }), tx))?.id;
}

/** What an order keeps of its prospect, who may be forgotten later. */
export const keptOf = (prospect: Prospect | null) => ({
  prospectId: prospect?.id ?? null,
  prospectCreatedAt: prospect?.createdAt ?? null,
  referrer: prospect?.referrer ?? null,
});
