import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import { Refusal } from '../core/errors.js';
import { Lead } from './lead.js';

interface Contact {
  programId: number;
  email: string | null;
  phone: string | null;
}

/** The first lead with the same phone or e-mail, whoever's it is. */
export async function twinOf({ programId, email, phone }: Contact, tx: Transaction): Promise<Lead | null> {
  const contacts = [...(phone ? [{ phone }] : []), ...(email ? [{ email }] : [])];
  if (contacts.length === 0) return null;
  return Lead.findOne({
    where: { programId, deletedAt: null, duplicateOf: null, [Op.or]: contacts },
    order: ['id'],
    transaction: tx,
  });
}

/** Names the field, not the lead: whose it is stays between its team and the office. */
export function duplicate(twin: Lead, { email, phone }: Contact): Refusal {
  const fields = [
    ...(phone !== null && twin.phone === phone ? ['phone'] : []),
    ...(email !== null && twin.email === email ? ['email'] : []),
  ];
  const faults = fields.map((field) => ({ path: [field], code: 'taken', message: 'is that of a lead we have' }));
  return new Refusal('duplicate', `There is a lead with this ${fields.join(' and ')} already.`, { faults });
}
