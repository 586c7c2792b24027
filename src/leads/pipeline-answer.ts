import { z } from 'zod';
import type { Disposition } from './disposition.js';
import { dispositionAnswer, presentDisposition } from './present.js';
import type { Stage } from './stage.js';
import type { Substage } from './substage.js';

const substage = z.object({
  key: z.string(),
  status: z.string(),
  description: z.string().nullable(),
  score: z.number(),
  notes: z.string().nullable(),
});

/** The pipeline as the API shows it. */
export const pipelineAnswer = z.object({
  stages: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      outcome: z.string(),
      isOpportunity: z.boolean(),
      substages: z.array(substage),
    }),
  ),
  dispositions: z.array(dispositionAnswer),
});

interface Pipeline {
  stages: Stage[];
  substages: Substage[];
  dispositions: Disposition[];
}

export const presentPipeline = ({ stages, substages, dispositions }: Pipeline): z.output<typeof pipelineAnswer> => ({
  stages: stages.map((stage) => ({
    ...stage.get(),
    substages: substages.filter((one) => one.stage === stage.key).map((one) => one.get()),
  })),
  dispositions: dispositions.map(presentDisposition),
});
