/** What can say who sent a customer, the strongest first; a click id and a token count alike. */
export const evidenceKinds = ['click', 'token', 'code', 'cookie', 'customer'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

const strength: Readonly<Record<EvidenceKind, number>> = { click: 0, token: 0, code: 1, cookie: 2, customer: 3 };

/** Something that was presented at a conversion, with what is known of it. */
export interface Evidence {
  kind: EvidenceKind;
  /** False when nothing of ours answers to it. */
  isKnown: boolean;
  tokenId: number | null;
  linkId: number | null;
  /** Whom it credits; null for a media buyer's link that credits nobody. */
  memberId: number | null;
  ownerId: number | null;
  /** When the visit was; for codes and bound customers, the conversion itself. */
  touchedAt: Date;
  expiresAt: Date | null;
  wasActive: boolean;
  isActive: boolean;
}

export type Lost = 'unknown' | 'expired' | 'not_active_then' | 'not_active_now' | 'weaker' | 'earlier' | 'later';

/** Which evidence decided, and why the other did not. */
export interface Decision {
  won: Evidence | null;
  lost: { evidence: Evidence; why: Lost }[];
}

/** Picks the strongest valid evidence; within one kind the last touch, or the first where the program says so. */
export function decide(all: readonly Evidence[], convertedAt: Date, touch: 'first' | 'last'): Decision {
  const faulty = all.flatMap((evidence) => withWhy(evidence, faultOf(evidence, convertedAt)));
  const valid = all.filter((evidence) => faultOf(evidence, convertedAt) === null).sort(byMerit(touch));
  const [won, ...others] = valid;
  if (!won) return { won: null, lost: faulty };
  const why = (evidence: Evidence): Lost => {
    if (strength[evidence.kind] !== strength[won.kind]) return 'weaker';
    return touch === 'last' ? 'earlier' : 'later';
  };
  return { won, lost: [...faulty, ...others.map((evidence) => ({ evidence, why: why(evidence) }))] };
}

function faultOf(evidence: Evidence, convertedAt: Date): Lost | null {
  if (!evidence.isKnown) return 'unknown';
  if (evidence.expiresAt && convertedAt >= evidence.expiresAt) return 'expired';
  if (!evidence.wasActive) return 'not_active_then';
  return evidence.isActive ? null : 'not_active_now';
}

const withWhy = (evidence: Evidence, why: Lost | null) => (why ? [{ evidence, why }] : []);

const byMerit =
  (touch: 'first' | 'last') =>
  (a: Evidence, b: Evidence): number =>
    strength[a.kind] - strength[b.kind] || (touch === 'last' ? later(a, b) : later(b, a));

/** The later one first; of one moment, the one made last. */
const later = (a: Evidence, b: Evidence): number =>
  b.touchedAt.getTime() - a.touchedAt.getTime() || (b.tokenId ?? 0) - (a.tokenId ?? 0);

/** A visit counts while `converted_at < visited_at + n x 24 h`, in UTC whatever the clocks of any zone do. */
export const windowEnd = (visitedAt: Date, windowDays: number): Date =>
  new Date(visitedAt.getTime() + windowDays * 24 * 60 * 60 * 1000);
