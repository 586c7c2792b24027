import { z } from 'zod';
import type { Work } from '../core/work.js';
import { select } from '../db/select.js';
import { refused } from './lead-file.js';
import type { RefusedRow } from './lead-import.js';
import type { Standing } from './old-status.js';
import { contactsOf } from './sort-rows.js';
import type { Candidate } from './sort-rows.js';

/** Whose the imported leads are. */
export interface Belonging {
  programId: number;
  ownerId: number | null;
  teamId: number | null;
  /** Where rows without a status stand. */
  first: Standing;
  importId: number;
}

// Twins of leads that came in the meantime do nothing; whose row is missing from the answer was such a twin.
const insert = `
  WITH made AS (
    INSERT INTO leads (program_id, name, email, phone, time_zone, source, stage, substage, status, score,
      owner_id, team_id, do_not_call, metadata)
    SELECT $1, rows.name, rows.email, rows.phone, rows.time_zone, 'import', substages.stage, substages.key,
      stages.outcome, substages.score, $2, $3, do_not_call.id IS NOT NULL, rows.metadata
    FROM jsonb_to_recordset($4::jsonb) AS rows
      (name text, email text, phone text, time_zone text, stage text, substage text, metadata jsonb)
    JOIN stages ON stages.program_id = $1 AND stages.key = rows.stage
    JOIN substages ON substages.program_id = $1 AND substages.stage = rows.stage AND substages.key = rows.substage
    LEFT JOIN do_not_call ON do_not_call.program_id = $1 AND do_not_call.phone = rows.phone AND lifted_at IS NULL
    ON CONFLICT DO NOTHING
    RETURNING id, email, phone, stage, substage
  ), told AS (
    INSERT INTO lead_events (program_id, lead_id, kind, user_id, stage, substage, detail)
    SELECT $1, id, 'imported', $2, stage, substage, jsonb_build_object('importId', $5::bigint) FROM made
  )
  SELECT email, phone FROM made`;

const made = z.object({ email: z.string().nullable(), phone: z.string().nullable() });

const atOnce = 5000;

/** Writes the rows as leads; returns those that turned out to be leads we have. */
export async function storeRows(work: Work, rows: readonly Candidate[], to: Belonging): Promise<RefusedRow[]> {
  const twins: RefusedRow[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const slice = rows.slice(from, from + atOnce);
    const values = JSON.stringify(slice.map((row) => valuesOf(row, to.first)));
    const stored = await select(insert, [to.programId, to.ownerId, to.teamId, values, to.importId], made, work.tx);
    const taken = new Set(stored.flatMap(contactsOf));
    const left = slice.filter((row) => contactsOf(row).length > 0 && !contactsOf(row).some((one) => taken.has(one)));
    twins.push(...left.map(({ file }) => refused(file, 'a lead with this phone or e-mail exists')));
  }
  return twins;
}

const valuesOf = ({ name, email, phone, timeZone, metadata, standing }: Candidate, first: Standing) => ({
  name,
  email,
  phone,
  time_zone: timeZone,
  metadata,
  ...(standing ?? first),
});
