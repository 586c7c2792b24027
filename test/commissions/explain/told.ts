import type { Commission } from '../../../src/commissions/commission.js';
import { explainLine } from '../../../src/commissions/explain/explain-line.js';
import { explainMember } from '../../../src/commissions/explain/explain-member.js';
import { readRun } from '../../../src/commissions/explain/run-read.js';
import { runLine } from '../../../src/commissions/explain/run-line.js';
import { tell } from '../../../src/commissions/explain/tell.js';
import type { Member } from '../../../src/network/member.js';
import type { Language } from '../../../src/users/user.js';

/** Why a line is what it is. */
export const lineTold = async (line: Commission | undefined, language: Language = 'en') => {
  if (!line) throw new Error('There is no line.');
  return tell(await explainLine(await line.reload()), language);
};

interface Ran {
  programId: number;
  runId: number;
}

/** The same of a line that stands in a run. */
export const runLineTold = async ({ programId, runId }: Ran, line: number) =>
  tell(await explainLine(await runLine(await readRun(programId, runId), line)), 'en');

/** What a member earned in a run, and why not more. */
export const memberTold = async (member: Member, { programId, runId }: Ran, language: Language = 'en') =>
  tell(await explainMember(await member.reload(), await readRun(programId, runId)), language);
