import { businessDay } from '../../core/period.js';
import type { Sale } from '../../orders/sale.js';
import { programById } from '../../programs/find-program.js';
import type { Attribution } from '../../tracking/attribute.js';
import { phrase, ref } from './phrase.js';
import type { Answer, Fact, Phrase } from './phrase.js';

type Kept = Attribution['evidence'][number];

/** Who is credited with a sale, by which evidence, and why the other evidence lost. */
export async function explainAttribution(sale: Sale): Promise<Answer> {
  const { attribution, programId, sellerMemberId } = sale;
  const { timeZone } = await programById(programId);
  const { lost, selfReferral, memberId } = attribution;
  return {
    phrases: [
      ...decided(attribution, timeZone),
      ...lost.map(({ why, ...evidence }) =>
        phrase(`attribution.lost_${why}`, { evidence: evidencePhrase(evidence, timeZone) }),
      ),
      ...(lost.some(({ why }) => why === 'weaker') ? [phrase('attribution.order')] : []),
      ...(selfReferral ? [phrase(`attribution.${selfReferral}`)] : []),
      ...(sellerMemberId !== null && sellerMemberId !== memberId
        ? [phrase('attribution.seller', { member: ref('members', sellerMemberId) })]
        : []),
    ],
    facts: {
      sale_id: sale.id,
      seller_member_id: sellerMemberId,
      attribution: JSON.parse(JSON.stringify(attribution)) as Fact,
    },
  };
}

function decided({ rule, memberId, tokenId, linkId, evidence }: Attribution, zone: string): Phrase[] {
  if (rule === 'none') return [phrase(evidence.length === 0 ? 'attribution.none' : 'attribution.none_valid')];
  const won = evidence.find((one) => one.kind === rule && one.tokenId === tokenId && one.linkId === linkId);
  const whom =
    memberId === null
      ? phrase('attribution.credits_nobody')
      : phrase('attribution.credits', { member: ref('members', memberId) });
  return [phrase(`attribution.${rule}`, { day: won ? dayOf(won, zone) : '', whom })];
}

function evidencePhrase(evidence: Kept, zone: string): Phrase {
  const named = phrase(`attribution.evidence_${evidence.kind}`, { day: dayOf(evidence, zone) });
  if (evidence.memberId === null) return named;
  return phrase('attribution.for', { evidence: named, member: ref('members', evidence.memberId) });
}

const dayOf = ({ touchedAt }: Kept, zone: string): string => businessDay(new Date(touchedAt), zone);
