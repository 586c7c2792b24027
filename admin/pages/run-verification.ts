import type { Verification } from '../../src/commissions/runs/verify/verify-step.js';
import { verificationsOf } from '../../src/commissions/runs/verify/request-verify.js';
import { Run } from '../../src/core/run.js';
import type { Person } from '../person.js';
import { failureOf } from '../refusal-words.js';
import { nameIn, namesOf } from './run-summary.js';

/** The latest verification of a run: under way, or with its answer. */
export async function verificationOf(programId: number, runId: number, person: Person) {
  const found = await Run.findOne({ where: verificationsOf(programId, runId), order: [['id', 'DESC']] });
  if (!found) return null;
  const { id, status, progress, total, createdAt, finishedAt, requestedBy } = found;
  const answer = status === 'posted' ? (found.result as unknown as Verification) : null;
  const names = await namesOf('users', [requestedBy], person);
  const who = requestedBy === null ? null : nameIn(names, requestedBy);
  return {
    id,
    status,
    progress,
    total,
    error: failureOf(found, person),
    createdAt,
    finishedAt,
    who,
    answer: answer && (await told(answer, person)),
  };
}

async function told({ isIdentical, differences, counts }: Verification, person: Person) {
  const names = await namesOf(
    'members',
    differences.map(({ memberId }) => memberId),
    person,
  );
  return {
    isIdentical,
    count: Object.values(counts).reduce((sum, count) => sum + count, 0),
    differences: differences.map(({ memberId, ...difference }) => ({
      ...difference,
      member: memberId === null ? null : { id: memberId, name: nameIn(names, memberId) },
    })),
  };
}
