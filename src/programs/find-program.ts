import type { Transaction } from 'sequelize';
import { NotFound } from '../core/errors.js';
import { Program } from './program.js';

/** The program of that key; refused as not found when there is none. */
export async function programByKey(key: string, tx?: Transaction): Promise<Program> {
  return refuseNone(await Program.findOne({ where: { key }, transaction: tx ?? null }));
}

export async function programById(id: number, tx?: Transaction): Promise<Program> {
  return refuseNone(await Program.findByPk(id, { transaction: tx ?? null }));
}

/** The program of callers who name none. */
export async function defaultProgram(tx?: Transaction): Promise<Program> {
  return refuseNone(await Program.findOne({ where: { isDefault: true }, transaction: tx ?? null }));
}

function refuseNone(program: Program | null): Program {
  if (!program) throw new NotFound('program');
  return program;
}
