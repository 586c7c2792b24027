export const staffRoles = ['owner', 'admin', 'team_lead', 'buyer', 'telemarketer', 'funds_coordinator'] as const;
export const roleNames = [...staffRoles, 'affiliate', 'customer'] as const;
export type Role = (typeof roleNames)[number];

export const scopeNames = [
  'prospects:write',
  'orders:write',
  'orders:read',
  'sales:write',
  'sales:read',
  'referrals:read',
  'leads:write',
  'leads:read',
  'network:read',
  'network:write',
  'network:roots',
  'commissions:read',
  'payouts:read',
  'payouts:write',
] as const;
export type Scope = (typeof scopeNames)[number];

/** Whoever asks: a signed-in person, a partner's key, the system itself (jobs, seeds) or a visitor. */
export interface Actor {
  readonly kind: 'person' | 'key' | 'system' | 'visitor';
  /** The person, or the owner of the key; null for the system and visitors. */
  readonly userId: number | null;
  readonly name: string;
  readonly role: Role | null;
  /** Only keys carry scopes. */
  readonly scopes: readonly Scope[];
  /** The program in use: named by the key or token, chosen by staff in the panel. */
  readonly programId: number | null;
  readonly keyId: number | null;
}

export const system = (programId: number | null = null): Actor => ({
  kind: 'system',
  userId: null,
  name: 'system',
  role: null,
  scopes: [],
  programId,
  keyId: null,
});

export const visitor = (programId: number | null = null): Actor => ({
  ...system(programId),
  kind: 'visitor',
  name: 'visitor',
});

/** How logs, idempotency keys and approvals name the actor: `user:42`, `key:7`, `system`, `visitor`. */
export function principal({ kind, userId, keyId }: Actor): string {
  if (kind === 'person') return `user:${String(userId)}`;
  if (kind === 'key') return `key:${String(keyId)}`;
  return kind;
}
