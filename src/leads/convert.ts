import { z } from 'zod';
import { Refusal } from '../core/errors.js';
import { amount } from '../core/money.js';
import { metadata, optionalText } from '../core/parse.js';
import type { Work } from '../core/work.js';
import { memberOfUser } from '../network/find-member.js';
import { confirmSale } from '../orders/confirm-sale.js';
import type { Sale } from '../orders/sale.js';
import { programById } from '../programs/find-program.js';
import { attribute } from '../tracking/attribute.js';
import type { Lead } from './lead.js';
import { tell } from './lead-event.js';
import { stand, stagesOf, substageOf } from './standing.js';

/** What is known of the sale that a lead ends in. */
export const saleOfLead = {
  amount: amount.refine((minor) => minor > 0n, 'must be more than zero'),
  volume: amount.optional(),
  /** The order's number elsewhere; left out, the lead itself names the sale. */
  externalOrderId: optionalText(200).refine((name) => !/^lead-\d+$/.test(name ?? ''), 'is how leads name their sales'),
  metadata: metadata.default({}),
};

export type SaleOfLead = z.output<z.ZodObject<typeof saleOfLead>>;

const presented = z.object({
  token: z.string().nullish(),
  code: z.string().nullish(),
  cookie: z.string().nullish(),
  clickId: z.string().nullish(),
});

/**
 * Records the sale with the assignee as its seller, and makes the lead a customer. Who brought and works on the lead
 * himself cannot confirm his own sale: it is held until somebody in charge does.
 */
export async function convert(work: Work, lead: Lead, { externalOrderId, ...sold }: SaleOfLead): Promise<Sale> {
  const { tx, now, actor, emit } = work;
  const sellerMemberId = await sellerOf(lead, work);
  const program = await programById(lead.programId, tx);
  const isOwnWord = actor.kind === 'person' && actor.userId === lead.assignedTo && actor.userId === lead.ownerId;
  const { sale } = await confirmSale(work, {
    ...sold,
    programId: lead.programId,
    source: 'lead',
    externalOrderId: externalOrderId ?? `lead-${String(lead.id)}`,
    currency: program.currency,
    sellerMemberId,
    attribution: await attribute(
      { ...evidenceOf(lead), ...contactsOf(lead), convertedAt: now, programId: lead.programId },
      { tx },
    ),
    occurredAt: now,
    heldFor: isOwnWord ? 'own_lead' : null,
    ...contactsOf(lead),
  });
  await becomeCustomer(work, lead, sale);
  emit({ type: 'lead.converted', leadId: lead.id, saleId: sale.id });
  return sale;
}

async function sellerOf({ assignedTo, programId }: Lead, { tx }: Work): Promise<number> {
  if (assignedTo === null) throw new Refusal('conflict', 'Assign the lead first: its sale needs a seller.');
  const member = await memberOfUser(assignedTo, programId, tx);
  if (!member)
    throw new Refusal('conflict', 'Who works on this lead is no member of the program and cannot sell in it.');
  return member.id;
}

const evidenceOf = ({ attribution }: Lead) => presented.parse(attribution ?? {});
const contactsOf = ({ email, phone }: Lead) => ({ customerEmail: email, customerPhone: phone });

async function becomeCustomer(work: Work, lead: Lead, { id: saleId }: Sale): Promise<void> {
  const { tx, now } = work;
  const stages = await stagesOf(lead.programId, tx);
  const customers = stages.find(({ outcome }) => outcome === 'converted');
  if (!customers) throw new Error('The pipeline has no stage for customers.');
  const place = await substageOf(lead.programId, { stage: customers.key }, tx);
  await stand(lead, { stage: place.stage, substage: place.key }, tx);
  await lead.set({ saleId, convertedAt: now }).save({ transaction: tx });
  await tell(work, lead, 'converted', { detail: { saleId } });
}
