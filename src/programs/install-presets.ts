import { z } from 'zod';
import { command } from '../core/command.js';
import { monthStart } from '../core/period.js';
import { systemOnly } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { parsePlan } from './plan-document.js';
import { Plan } from './plan.js';
import { documentOf, presets } from './presets.js';
import type { Preset } from './presets.js';
import { Program } from './program.js';
import { publishPlan } from './publish-plan.js';

/** Early enough for every sale that an install brings with it. */
const firstMonth = '2020-01';

/** Makes the programs that every install has, each with its plan in force; those that exist are left as they are. */
export const installPresets = command({
  name: 'program.install-presets',
  input: z.strictObject({}),
  allow: systemOnly,

  async run(work) {
    const made: Program[] = [];
    for (const preset of presets) {
      const exists = await Program.count({ where: { key: preset.key }, transaction: work.tx });
      if (!exists) made.push(await install(work, preset));
    }
    return made;
  },
});

async function install(work: Work, preset: Preset): Promise<Program> {
  const document = await documentOf(preset);
  const { currency, time_zone: timeZone } = parsePlan(document);
  const isDefault = preset.isDefault === true && (await hasNoDefault(work));
  const { key, name, settings = {} } = preset;
  const program = Program.build({ key, name, currency, timeZone, isDefault });
  await program.set('settings', settings as Program['settings']).save({ transaction: work.tx });
  const plan = Plan.build({
    programId: program.id,
    key: typeof preset.plan === 'string' ? preset.plan : key,
    version: 1,
    effectiveFrom: monthStart(firstMonth, timeZone),
    document,
  });
  await publishPlan(work, plan, {
    simulation: { preset: true, note: 'Shipped with the program; there are no past periods to simulate over.' },
    acknowledgement: 'Shipped preset.',
  });
  return program;
}

const hasNoDefault = async ({ tx }: Work): Promise<boolean> =>
  (await Program.count({ where: { isDefault: true }, transaction: tx })) === 0;
