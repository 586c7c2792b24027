import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fromRoot } from '../../config/paths.js';
import { followUps } from './disposition.js';
import { key } from './fields.js';
import { outcomes } from './stage.js';

const stageFile = z.array(
  z.strictObject({
    key,
    name: z.string().min(1),
    outcome: z.enum(outcomes).default('open'),
    is_opportunity: z.boolean().default(false),
    substages: z
      .array(
        z.strictObject({
          key,
          status: z.string().min(1),
          score: z.int().min(0).max(100),
          description: z.string().default(''),
          notes: z.string().default(''),
        }),
      )
      .min(1),
  }),
);

const dispositionFile = z.array(
  z.strictObject({
    key,
    name: z.string().min(1),
    hotkey: z.string().length(1),
    follow_up: z.enum(followUps),
    retry_after_minutes: z.int().positive().nullable().default(null),
    max_attempts: z.int().positive().nullable().default(null),
    stage: key.nullable().default(null),
    substage: key.nullable().default(null),
  }),
);

/** What a program's pipeline starts as, in the order of the files. */
export async function readPipelineFiles() {
  const [stages, dispositions] = await Promise.all([read('stages', stageFile), read('dispositions', dispositionFile)]);
  return { stages, dispositions };
}

const read = async <S extends z.ZodType>(name: string, schema: S): Promise<z.output<S>> =>
  schema.parse(JSON.parse(await readFile(fromRoot('config', 'pipeline', `${name}.json`), 'utf8')));
