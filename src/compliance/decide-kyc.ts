import { z } from 'zod';
import { command } from '../core/command.js';
import { NotAllowed } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, optionalText, text } from '../core/parse.js';
import { roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { Member } from '../network/member.js';
import type { KycStatus } from './kyc-case.js';
import { KycCase } from './kyc-case.js';
import { kycCasesSeenBy } from './scope.js';

const finance = roles('owner', 'admin', 'funds_coordinator');

/** A person has seen who the member is; payouts that ask for it become possible. */
export const approveKyc = command({
  name: 'kyc.approve',
  input: z.strictObject({ kycCaseId: id, reason: optionalText(500) }),
  allow: finance,
  run: ({ input, ...work }) => decide(work, { ...input, status: 'approved' }),
});

/** The case is not believed, or no longer; the member may submit another. */
export const rejectKyc = command({
  name: 'kyc.reject',
  input: z.strictObject({ kycCaseId: id, reason: text(500) }),
  allow: finance,
  run: ({ input, ...work }) => decide(work, { ...input, status: 'rejected' }),
});

interface Decision {
  kycCaseId: number;
  reason: string | null;
  status: KycStatus;
}

async function decide({ tx, now, actor }: Work, { kycCaseId, reason, status }: Decision): Promise<KycCase> {
  const found = await lockOrRefuse(KycCase, kycCaseId, tx, kycCasesSeenBy(actor));
  const own = await Member.count({ where: { id: found.memberId, userId: actor.userId ?? 0 }, transaction: tx });
  if (own > 0) throw new NotAllowed('Somebody else has to look at your own identity.');
  return found.become(status).set({ decidedAt: now, decidedById: actor.userId, reason }).save({ transaction: tx });
}
