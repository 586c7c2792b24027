import type { Transaction } from 'sequelize';
import { invalidField } from '../core/errors.js';
import type { Lead } from './lead.js';
import type { Standing } from './old-status.js';
import { Stage } from './stage.js';
import { Substage } from './substage.js';

/** The stages of a program, in order. */
export const stagesOf = (programId: number, tx?: Transaction): Promise<Stage[]> =>
  Stage.findAll({ where: { programId }, order: ['position'], transaction: tx ?? null });

/** The substage of that name, or the stage's first; refused when the program has none such. */
export async function substageOf(
  programId: number,
  at: { stage: string; substage?: string | null | undefined },
  tx?: Transaction,
): Promise<Substage> {
  const { stage, substage } = at;
  const found = await Substage.findOne({
    where: { programId, stage, ...(substage ? { key: substage } : {}) },
    order: ['position'],
    transaction: tx ?? null,
  });
  if (!found) throw invalidField(substage ? 'substage' : 'stage', 'This pipeline has no such place.');
  return found;
}

/** Where newcomers stand. */
export async function firstStanding(programId: number, tx: Transaction): Promise<Substage> {
  const [first] = await stagesOf(programId, tx);
  if (!first) throw new Error('The program has no pipeline.');
  return substageOf(programId, { stage: first.key }, tx);
}

/** Puts the lead there, with the score of the place and what the stage has come to. */
export async function stand(lead: Lead, at: Standing, tx: Transaction): Promise<Lead> {
  const substage = await substageOf(lead.programId, at, tx);
  const stage = await Stage.findOne({
    where: { programId: lead.programId, key: at.stage },
    rejectOnEmpty: true,
    transaction: tx,
  });
  lead.become(stage.outcome).set({ stage: substage.stage, substage: substage.key, score: substage.score });
  return lead.status === 'open' ? lead : lead.set({ callbackAt: null, retryAt: null });
}

/** Puts the lead among the lost: at that substage where the pipeline has it, else at the first. */
export async function standLost(lead: Lead, substage: string, tx: Transaction): Promise<Lead> {
  const stage = (await stagesOf(lead.programId, tx)).find(({ outcome }) => outcome === 'lost');
  if (!stage) throw new Error('The pipeline has no stage for lost leads.');
  const wanted = await Substage.findOne({
    where: { programId: lead.programId, stage: stage.key, key: substage },
    transaction: tx,
  });
  const place = wanted ?? (await substageOf(lead.programId, { stage: stage.key }, tx));
  return stand(lead, { stage: place.stage, substage: place.key }, tx);
}

/** Puts the lead there unless it has come further already. */
export async function standAtLeast(lead: Lead, at: Standing, tx: Transaction): Promise<Lead> {
  const stages = await stagesOf(lead.programId, tx);
  const positionOf = (key: string) => stages.find((stage) => stage.key === key)?.position ?? 0;
  return positionOf(at.stage) < positionOf(lead.stage) ? lead : stand(lead, at, tx);
}
