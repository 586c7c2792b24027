import { seesAllCommissions } from '../../src/commissions/scope.js';
import type { Commission } from '../../src/commissions/commission.js';
import { explainAttribution } from '../../src/commissions/explain/explain-attribution.js';
import { explainLine } from '../../src/commissions/explain/explain-line.js';
import { explainMember } from '../../src/commissions/explain/explain-member.js';
import { phrase } from '../../src/commissions/explain/phrase.js';
import { runSeenBy } from '../../src/commissions/explain/seen-by.js';
import { piecesOf } from '../../src/commissions/explain/tell.js';
import type { Piece } from '../../src/commissions/explain/tell.js';
import type { Sale } from '../../src/orders/sale.js';
import { explainPayout } from '../../src/payouts/explain-payout.js';
import type { Payout } from '../../src/payouts/payout.js';
import type { Member } from '../../src/network/member.js';
import { ownMember } from '../../src/network/scope.js';
import type { Person } from '../person.js';

/** Why a commission is what it is, in sentences whose names lead to their rows. */
export const whyCommission = async (line: Commission, { language }: Person): Promise<Piece[][]> =>
  piecesOf(await explainLine(line), language);

/** Why a member did not earn more in the latest run; staff who see nobody's earnings are told so. */
export async function whyMember(member: Member, { actor, language }: Person): Promise<Piece[][]> {
  const isSeen = seesAllCommissions(actor) || (await ownMember(actor))?.id === member.id;
  if (!isSeen) return piecesOf({ phrases: [phrase('member.hidden')] }, language);
  return piecesOf(await explainMember(member, await runSeenBy(actor, { memberId: member.id })), language);
}

/** Who is credited with a sale, and why nobody else. */
export const whySale = async (sale: Sale, { language }: Person): Promise<Piece[][]> =>
  piecesOf(await explainAttribution(sale), language);

/** What a payout comes to, with its deductions. */
export const whyPayout = (payout: Payout, { language }: Person): Promise<Piece[][]> =>
  piecesOf(explainPayout(payout), language);
