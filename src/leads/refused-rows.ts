import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { query } from '../core/query.js';
import { userIdsSeenBy } from '../users/team-scope.js';
import { LeadImport } from './lead-import.js';

/** The rows of an import that were not taken, as a CSV with the reason, to be mended and brought in again. */
export const refusedRows = query({
  name: 'lead.refused_rows',
  input: z.strictObject({ importId: id }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input, actor }) {
    const seen = await userIdsSeenBy(actor);
    const whose = seen === null ? {} : { userId: seen };
    const made = await findOrRefuse(LeadImport, input.importId, { programId: programOf(actor), ...whose });
    const columns = [...new Set(made.refused.flatMap(({ row }) => Object.keys(row)))];
    const lines = made.refused.map(({ line, reason, row }) => [
      line,
      reason,
      ...columns.map((name) => row[name] ?? ''),
    ]);
    // A cell that a spreadsheet would take for a formula is quoted as text.
    return stringify([['line', 'reason', ...columns], ...lines], { escape_formulas: true });
  },
});
