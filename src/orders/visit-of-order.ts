import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { invalidField } from '../core/errors.js';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { Prospect } from '../tracking/prospect.js';

interface Named {
  prospectId?: number | undefined;
  visitId?: string | undefined;
}

/** The prospect that an order names, by id or by the visit it sent itself; refused when there is none. */
export async function findProspect(named: Named, programId: number, tx: Transaction): Promise<Prospect | null> {
  if (named.prospectId === undefined && named.visitId === undefined) return null;
  const id = named.prospectId ?? (await prospectOfVisit(named.visitId, programId, tx));
  const prospect = await Prospect.findOne({ where: { id: id ?? 0, programId }, transaction: tx });
  const field = named.prospectId === undefined ? 'visitId' : 'prospectId';
  if (!prospect) throw invalidField(field, 'is not known', 'unknown_prospect');
  return prospect;
}

async function prospectOfVisit(visitId: string | undefined, programId: number, tx: Transaction) {
  const sql = 'SELECT prospect_id AS id FROM prospect_visits WHERE program_id = $1 AND visit_id = $2';
  return (await selectOne(sql, [programId, visitId], z.object({ id: int }), tx))?.id;
}

/** What an order keeps of its prospect, who may be forgotten later. */
export const keptOf = (prospect: Prospect | null) => ({
  prospectId: prospect?.id ?? null,
  prospectCreatedAt: prospect?.createdAt ?? null,
  referrer: prospect?.referrer ?? null,
});
