import type { Transaction } from 'sequelize';
import { programById } from '../programs/find-program.js';
import { decide } from './attribution-rule.js';
import type { Evidence, EvidenceKind, Lost } from './attribution-rule.js';
import { collectEvidence } from './evidence.js';
import type { Presented } from './evidence.js';
import { selfReferralOf } from './self-referral.js';
import type { CustomerFacts, SelfReferral } from './self-referral.js';

/** One piece of evidence as a conversion keeps it, so that it can be told again later. */
interface KeptEvidence {
  kind: EvidenceKind;
  tokenId: number | null;
  linkId: number | null;
  memberId: number | null;
  touchedAt: string;
}

/** Who is credited with a conversion, by which rule, and why the other evidence lost. Plain data, kept with the row. */
export interface Attribution {
  memberId: number | null;
  rule: EvidenceKind | 'none';
  tokenId: number | null;
  linkId: number | null;
  /** Whose traffic it was: the media buyer behind the link. */
  ownerId: number | null;
  evidence: KeptEvidence[];
  lost: (KeptEvidence & { why: Lost })[];
  /** Why this looks like somebody who credits himself; its commissions are held. */
  selfReferral: SelfReferral | null;
}

export const noAttribution: Attribution = {
  memberId: null,
  rule: 'none',
  tokenId: null,
  linkId: null,
  ownerId: null,
  evidence: [],
  lost: [],
  selfReferral: null,
};

/** Finds who sent a customer, from what was presented at the conversion. */
export async function attribute(
  presented: Presented & CustomerFacts,
  { tx }: { tx?: Transaction } = {},
): Promise<Attribution> {
  const { settings } = await programById(presented.programId, tx);
  const evidence = await collectEvidence(presented, tx);
  const { won, lost } = decide(evidence, presented.convertedAt, settings.attribution_click);
  return {
    ...(won ? creditOf(won) : noAttribution),
    evidence: evidence.map(kept),
    lost: lost.map(({ evidence: loser, why }) => ({ ...kept(loser), why })),
    selfReferral: won?.memberId ? await selfReferralOf(won.memberId, presented, tx) : null,
  };
}

const creditOf = ({ memberId, kind, tokenId, linkId, ownerId }: Evidence) => ({
  memberId,
  rule: kind,
  tokenId,
  linkId,
  ownerId,
});

const kept = ({ kind, tokenId, linkId, memberId, touchedAt }: Evidence): KeptEvidence => ({
  kind,
  tokenId,
  linkId,
  memberId,
  touchedAt: touchedAt.toISOString(),
});
