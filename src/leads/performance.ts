import { z } from 'zod';
import { NotFound } from '../core/errors.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { query } from '../core/query.js';
import { big, int } from '../db/row-schema.js';
import { select, selectOne } from '../db/select.js';
import { userIdsSeenBy } from '../users/team-scope.js';
import { compatibilityScore } from './compatibility.js';

const mine = `leads.program_id = $1 AND leads.deleted_at IS NULL AND coalesce(leads.assigned_to, leads.owner_id) = $2`;

const summary = `
  SELECT count(*) AS leads, count(*) FILTER (WHERE leads.status = 'open' AND is_opportunity) AS opportunities,
    count(sale_id) AS transactions, coalesce(sum(amount) FILTER (WHERE sales.status = 'confirmed'), 0)::bigint AS revenue
  FROM leads JOIN stages ON stages.program_id = leads.program_id AND stages.key = leads.stage
  LEFT JOIN sales ON sales.id = leads.sale_id WHERE ${mine}`;

const figures = z.object({ leads: int, opportunities: int, transactions: int, revenue: big });

/** How a person does with leads: leads, opportunities (open, demo to approval), transactions, compatibility score. */
export const performance = query({
  name: 'lead.performance',
  input: z.strictObject({ userId: id }),
  allow: roles('owner', 'admin', 'team_lead', 'telemarketer', 'buyer', 'affiliate'),

  async run({ input: { userId }, actor }) {
    const seen = await userIdsSeenBy(actor);
    if (seen !== null && !seen.includes(userId)) throw new NotFound('user');
    const binds = [programOf(actor), userId];
    const found = await selectOne(summary, binds, figures);
    const scores = await select(`SELECT score FROM leads WHERE ${mine}`, binds, z.object({ score: z.number() }));
    const none = { leads: 0, opportunities: 0, transactions: 0, revenue: 0n };
    return { userId, ...(found ?? none), compatibilityScore: compatibilityScore(scores.map(({ score }) => score)) };
  },
});
