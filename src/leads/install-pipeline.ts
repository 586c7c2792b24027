import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { selectOne } from '../db/select.js';
import { Disposition } from './disposition.js';
import { readPipelineFiles } from './pipeline-files.js';
import { Stage } from './stage.js';
import { Substage } from './substage.js';

/** Gives a program the pipeline of the files, once; from then on the tables are the truth. */
export async function installPipeline(programId: number, tx: Transaction): Promise<void> {
  if (await hasPipeline(programId, tx)) return;
  await selectOne('SELECT id FROM programs WHERE id = $1 FOR NO KEY UPDATE', [programId], z.unknown(), tx);
  if (await hasPipeline(programId, tx)) return;
  const { stages, dispositions } = await readPipelineFiles();
  await Stage.bulkCreate(stages.map(stageRow(programId)), { transaction: tx });
  await Substage.bulkCreate(
    stages.flatMap(({ key: stage, substages }) =>
      substages.map((substage, index) => ({ ...substage, programId, stage, position: index + 1 })),
    ),
    { transaction: tx },
  );
  await Disposition.bulkCreate(
    dispositions.map(({ follow_up, retry_after_minutes, max_attempts, ...rest }, index) => ({
      ...rest,
      programId,
      position: index + 1,
      followUp: follow_up,
      retryAfterMinutes: retry_after_minutes,
      maxAttempts: max_attempts,
    })),
    { transaction: tx },
  );
}

const stageRow =
  (programId: number) =>
  (
    { key, name, outcome, is_opportunity }: Pick<Stage, 'key' | 'name' | 'outcome'> & { is_opportunity: boolean },
    index: number,
  ) => ({
    programId,
    key,
    name,
    outcome,
    isOpportunity: is_opportunity,
    position: index + 1,
  });

const hasPipeline = async (programId: number, tx: Transaction): Promise<boolean> =>
  (await Stage.count({ where: { programId }, transaction: tx })) > 0;
