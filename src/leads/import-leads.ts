import { z } from 'zod';
import { command } from '../core/command.js';
import { text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { programById } from '../programs/find-program.js';
import { teamIdOf } from '../users/team-scope.js';
import { installPipeline } from './install-pipeline.js';
import { readLeadFile } from './lead-file.js';
import { LeadImport } from './lead-import.js';
import { phoneCountryOf } from './phone.js';
import { sortRows } from './sort-rows.js';
import type { Candidate } from './sort-rows.js';
import { firstStanding } from './standing.js';
import { storeRows } from './store-rows.js';

/** Takes a CSV file of leads: columns name, email, phone, status, time_zone; others are kept beside. */
export const importLeads = command({
  name: 'lead.import',
  input: z.strictObject({
    fileName: text(200),
    /** The file's text, at most 10 MB and 50,000 rows. */
    csv: z.string().min(1, 'is empty').max(10_000_000, 'is longer than 10 MB'),
  }),
  allow: roles('owner', 'admin', 'team_lead'),

  async run({ input: { fileName, csv }, ...work }) {
    const { tx, actor } = work;
    const program = await programById(programOf(actor), tx);
    const rows = await readLeadFile(csv);
    const sorted = await sortRows(rows, phoneCountryOf(program));
    const made = await LeadImport.create(
      { programId: program.id, fileName, userId: actor.userId, rows: rows.length, imported: 0, refused: [] },
      { transaction: tx },
    );
    const twins = await store(work, sorted.candidates, made);
    const refused = [...sorted.refused, ...twins].sort((a, b) => a.line - b.line);
    return made.set({ imported: rows.length - refused.length, refused }).save({ transaction: tx });
  },
});

async function store(work: Work, candidates: readonly Candidate[], { id: importId, programId, userId }: LeadImport) {
  const { tx, now } = work;
  await installPipeline(programId, tx);
  const { stage, key: substage } = await firstStanding(programId, tx);
  return storeRows(work, candidates, {
    programId,
    ownerId: userId,
    teamId: userId === null ? null : await teamIdOf(userId, now, tx),
    first: { stage, substage },
    importId,
  });
}
