import type { z } from 'zod';
import type { Actor } from '../core/actor.js';
import { programOf } from '../core/policy.js';
import { programById } from '../programs/find-program.js';
import type { Program } from '../programs/program.js';
import { teamLedBy, userIdsSeenBy } from '../users/team-scope.js';
import { spanBefore, spanOf } from './span.js';
import type { Span, spanInput } from './span.js';

/** What a report looks at: one program, some days, and the people whose rows count (null: everybody's). */
export interface View {
  program: Program;
  span: Span;
  before: Span;
  userIds: number[] | null;
  /** The team that a team lead leads: also its past counts. */
  teamId: number | null;
  /** Whoever looks; null for the system. */
  userId: number | null;
}

export async function viewOf(actor: Actor, asked: z.output<typeof spanInput>): Promise<View> {
  const program = await programById(programOf(actor));
  const span = spanOf(asked, program.timeZone, new Date());
  const { userId, role } = actor;
  return {
    program,
    span,
    before: spanBefore(span, program.timeZone),
    userIds: role === 'funds_coordinator' ? null : await userIdsSeenBy(actor),
    teamId: await teamLedBy(actor),
    userId,
  };
}

/** The view's values as the reports' SQL names them. */
export const bindsOf = ({ program, userIds, teamId, userId }: View, { from, until }: Span) => ({
  program: program.id,
  currency: program.currency,
  zone: program.timeZone,
  people: userIds,
  team: teamId,
  me: userId,
  from,
  until,
});

// Whose rows count, as conditions on each table. They agree with the scopes of the lists that the figures lead to.

const members = 'SELECT id FROM members WHERE program_id = $program AND user_id = ANY ($people::bigint[])';

export const ourTraffic = '($people::bigint[] IS NULL OR buyer_id = $me::bigint OR team_id = $team::bigint)';
export const ourLeads = `($people::bigint[] IS NULL OR assigned_to = $me::bigint OR owner_id = $me::bigint
  OR team_id = $team::bigint)`;
export const ourSales = `($people::bigint[] IS NULL OR seller_member_id IN (${members})
  OR attributed_member_id IN (${members})
  OR link_id IN (SELECT id FROM links WHERE owner_id = ANY ($people::bigint[])))`;
/** A team lead's own, not the team's: what people earn is theirs. */
export const myCommissions = `($people::bigint[] IS NULL
  OR beneficiary_id IN (SELECT id FROM members WHERE program_id = $program AND user_id = $me::bigint))`;
