import { z } from 'zod';
import type { Actor } from '../../core/actor.js';
import { NotFound } from '../../core/errors.js';
import { programOf } from '../../core/policy.js';
import { int } from '../../db/row-schema.js';
import { selectOne } from '../../db/select.js';
import { memberOfProgram } from '../../network/find-member.js';
import type { Member } from '../../network/member.js';
import { ownMember } from '../../network/scope.js';
import { seesAllCommissions } from '../scope.js';
import type { ExplainedLine } from './line.js';
import { runLine } from './run-line.js';
import { readRun } from './run-read.js';
import type { RunRead } from './run-read.js';

/** A member whose earnings the actor sees: finance and keys any of the program, everybody else himself. */
export async function earnerSeenBy(actor: Actor, memberId: number): Promise<Member> {
  if (seesAllCommissions(actor)) return memberOfProgram(programOf(actor), memberId);
  const own = await ownMember(actor);
  if (own?.id !== memberId) throw new NotFound('member');
  return own;
}

// Somebody's own earnings are told once they are posted: what is in review may still be cancelled.
const seen = `
  SELECT commission_runs.run_id FROM commission_runs JOIN runs ON runs.id = commission_runs.run_id
  WHERE commission_runs.program_id = $1 AND ($2::bigint IS NULL OR commission_runs.run_id = $2) AND fence IS NOT NULL
    AND runs.status = ANY ($3) AND (member_id IS NULL OR member_id = $4)
  ORDER BY commission_runs.created_at DESC, commission_runs.run_id DESC LIMIT 1`;

const posted = ['posted'];
const computed = ['review', 'posting', ...posted];

/** The latest run that has something to say of a member, or the one asked for; null where the actor sees none. */
export async function runSeenBy(
  actor: Actor,
  { memberId, runId }: { memberId: number; runId?: number | undefined },
): Promise<RunRead | null> {
  const statuses = seesAllCommissions(actor) ? computed : posted;
  const binds = [programOf(actor), runId ?? null, statuses, memberId];
  const found = await selectOne(seen, binds, z.object({ run_id: int }));
  return found ? readRun(programOf(actor), found.run_id) : null;
}

/** A line of a run that the actor sees; whoever sees only his own is told of no other that it exists. */
export async function lineSeenBy(
  actor: Actor,
  { runId, line }: { runId: number; line: number },
): Promise<ExplainedLine> {
  if (seesAllCommissions(actor)) {
    const found = await runLine(await readRun(programOf(actor), runId), line);
    if (await runSeenBy(actor, { memberId: found.beneficiaryId, runId })) return found;
    throw new NotFound('run');
  }
  const own = await ownMember(actor);
  const run = own && (await runSeenBy(actor, { memberId: own.id, runId }));
  if (!run) throw new NotFound('run');
  const found = await runLine(run, line);
  if (found.beneficiaryId !== own.id) throw new NotFound('line');
  return found;
}
