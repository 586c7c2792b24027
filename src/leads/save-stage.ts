import { z } from 'zod';
import { command } from '../core/command.js';
import { invalidField } from '../core/errors.js';
import { lockOrRefuse } from '../core/lock.js';
import { id, optionalText, text } from '../core/parse.js';
import { programOf, roles } from '../core/policy.js';
import { change } from '../db/select.js';
import { key } from './fields.js';
import { installPipeline } from './install-pipeline.js';
import { Stage } from './stage.js';
import { Substage } from './substage.js';

/** What a stage is called, and whether open leads in it are opportunities; its place and meaning stay. */
export const saveStage = command({
  name: 'stage.save',
  input: z.strictObject({ stageId: id, name: text(60), isOpportunity: z.boolean().optional() }),
  allow: roles('owner', 'admin'),

  async run({ input: { stageId, name, isOpportunity }, actor, tx }) {
    const stage = await lockOrRefuse(Stage, stageId, tx, { programId: programOf(actor) });
    return stage.set({ name, isOpportunity: isOpportunity ?? stage.isOpportunity }).save({ transaction: tx });
  },
});

/** Adds a substage, or changes the one of that key; the leads that stand in it take over its score. */
export const saveSubstage = command({
  name: 'substage.save',
  input: z.strictObject({
    stage: key,
    key,
    status: text(60),
    description: optionalText(500),
    score: z.int().min(0).max(100),
    notes: optionalText(2000),
  }),
  allow: roles('owner', 'admin'),

  async run({ input, actor, tx }) {
    const programId = programOf(actor);
    await installPipeline(programId, tx);
    const stage = await Stage.findOne({
      where: { programId, key: input.stage },
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    if (!stage) throw invalidField('stage', 'There is no such stage.');
    const where = { programId, stage: input.stage };
    const found = await Substage.findOne({ where: { ...where, key: input.key }, transaction: tx });
    const position = found?.position ?? (await Substage.count({ where, transaction: tx })) + 1;
    const substage = found ?? Substage.build({ programId, ...input, position });
    await substage.set({ ...input, position }).save({ transaction: tx });
    const scored = 'UPDATE leads SET score = $4 WHERE program_id = $1 AND stage = $2 AND substage = $3 AND score <> $4';
    await change(scored, [programId, input.stage, input.key, input.score], tx);
    return substage;
  },
});
