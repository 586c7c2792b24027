import { z } from 'zod';
import { NotFound } from '../../core/errors.js';
import { findOrRefuse } from '../../core/lock.js';
import { id } from '../../core/parse.js';
import { anyOf, scope, signedIn } from '../../core/policy.js';
import { query } from '../../core/query.js';
import { endpoint } from '../../http/endpoint.js';
import { group } from '../../http/route.js';
import { languages } from '../../users/user.js';
import { Commission } from '../commission.js';
import { commissionsSeenBy } from '../scope.js';
import { explainLine } from './explain-line.js';
import { explainMember } from './explain-member.js';
import { earnerSeenBy, lineSeenBy, runSeenBy } from './seen-by.js';
import { tell } from './tell.js';

export const explanations = group('explanations');

const readers = anyOf(signedIn, scope('commissions:read'));
const language = z.enum(languages).default('en');
const answer = z.object({ sentences: z.array(z.string()), facts: z.record(z.string(), z.json()) });

const commission = query({
  name: 'commission.explanation',
  input: z.strictObject({ commissionId: id, language }),
  allow: readers,

  async run({ input, actor }) {
    const line = await findOrRefuse(Commission, input.commissionId, commissionsSeenBy(actor));
    return { commissionId: line.id, ...(await tell(await explainLine(line), input.language)) };
  },
});

const member = query({
  name: 'member.explanation',
  input: z.strictObject({ memberId: id, language }),
  allow: readers,

  async run({ input, actor }) {
    const seen = await earnerSeenBy(actor, input.memberId);
    return tell(await explainMember(seen, await runSeenBy(actor, { memberId: seen.id })), input.language);
  },
});

const memberInRun = query({
  name: 'run.member-explanation',
  input: z.strictObject({ runId: id, memberId: id, language }),
  allow: readers,

  async run({ input, actor }) {
    const seen = await earnerSeenBy(actor, input.memberId);
    const run = await runSeenBy(actor, { memberId: seen.id, runId: input.runId });
    if (!run) throw new NotFound('run');
    return tell(await explainMember(seen, run), input.language);
  },
});

const lineInRun = query({
  name: 'run.line-explanation',
  input: z.strictObject({ runId: id, line: id, language }),
  allow: readers,

  async run({ input, actor }) {
    return tell(await explainLine(await lineSeenBy(actor, input)), input.language);
  },
});

endpoint(explanations, {
  method: 'get',
  path: '/commissions/:commissionId/explanation',
  summary: 'Why this amount: the story of the line in sentences, and the facts behind them',
  query: commission,
  answer: answer.extend({ commissionId: z.number() }),
});

endpoint(explanations, {
  method: 'get',
  path: '/members/:memberId/explanation',
  summary: 'What a member earned in the latest run, and why not more',
  query: member,
  answer,
});

endpoint(explanations, {
  method: 'get',
  path: '/runs/:runId/members/:memberId/explanation',
  summary: 'What a member earned in a run, and why not more',
  query: memberInRun,
  answer,
});

endpoint(explanations, {
  method: 'get',
  path: '/runs/:runId/lines/:line/explanation',
  summary: 'Why a line of a run is what it is, posted or not',
  query: lineInRun,
  answer,
});
