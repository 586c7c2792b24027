import { Run } from '../../src/core/run.js';
import type { Person } from '../person.js';
import { definitionOf } from '../support/registry.js';

/** What this person may do with a run as it stands, by the names of the actions of the table of runs. */
export async function offersOn(runId: number, { actor }: Person): Promise<string[]> {
  const run = await Run.findByPk(runId, { rejectOnEmpty: true });
  return Object.entries(definitionOf('runs')?.actions ?? {})
    .filter(([, { on, allow, when }]) => on === 'record' && allow(actor) && when(run, actor))
    .map(([name]) => name);
}
