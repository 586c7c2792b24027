import { invalidField } from '../core/errors.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { attribute } from '../tracking/attribute.js';

/** What may say who brought a newcomer; the cookie is the one that his browser carries. */
export interface Brought {
  programId: number;
  referralCode?: string | undefined;
  referralToken?: string | undefined;
  cookie?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
}

/**
 * The member who brought a newcomer, else the program's default sponsor, else null. A code that was typed in and leads
 * nowhere is refused: who brought somebody is for good, so a slip of the pen had better show.
 */
export async function findSponsor({ tx, now }: Work, brought: Brought): Promise<number | null> {
  const { programId, referralCode, referralToken, cookie, email, phone } = brought;
  const presented = { code: referralCode, token: referralToken, cookie, customerEmail: email, customerPhone: phone };
  const { memberId, lost } = await attribute({ programId, ...presented, convertedAt: now }, { tx });
  if (lost.some(({ kind, why }) => kind === 'code' && why !== 'weaker')) {
    throw invalidField('referralCode', 'belongs to nobody who can bring you in', 'unknown_code');
  }
  return memberId ?? (await programById(programId, tx)).settings.default_sponsor_id;
}
