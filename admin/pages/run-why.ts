import { explainLine } from '../../src/commissions/explain/explain-line.js';
import { explainMember } from '../../src/commissions/explain/explain-member.js';
import type { Answer } from '../../src/commissions/explain/phrase.js';
import { runLine } from '../../src/commissions/explain/run-line.js';
import { readRun } from '../../src/commissions/explain/run-read.js';
import { earnerSeenBy } from '../../src/commissions/explain/seen-by.js';
import { piecesOf } from '../../src/commissions/explain/tell.js';
import type { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { NotFound } from '../../src/core/errors.js';
import type { PageRequest } from '../pages.js';

/** Why a line of a run is what it is, or why a member gets what he gets by it: sentences, with the rows they name. */
export async function whyIn(row: CommissionRun, { person, query }: PageRequest) {
  const line = idIn(query['filters.line']);
  const answer =
    line === null ? await ofMember(row, person.actor, idIn(query['filters.memberId'])) : await ofLine(row, line);
  return { sentences: await piecesOf(answer, person.language) };
}

const idIn = (text = ''): number | null => (/^\d{1,15}$/.test(text) ? Number(text) : null);

const ofLine = async ({ programId, runId }: CommissionRun, line: number): Promise<Answer> =>
  explainLine(await runLine(await readRun(programId, runId), line));

async function ofMember(
  { programId, runId, fence }: CommissionRun,
  actor: PageRequest['person']['actor'],
  memberId: number | null,
): Promise<Answer> {
  if (memberId === null) throw new NotFound('member');
  const member = await earnerSeenBy(actor, memberId);
  return explainMember(member, fence === null ? null : await readRun(programId, runId));
}
