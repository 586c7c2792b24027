import type { Transaction } from 'sequelize';
import { KycCase } from './kyc-case.js';

/** Whether a person has approved who this member is. */
export const isIdentified = async (memberId: number, tx?: Transaction): Promise<boolean> =>
  (await KycCase.count({ where: { memberId, status: 'approved' }, transaction: tx ?? null })) > 0;
