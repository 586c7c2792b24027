import { describe, expect, test } from '@jest/globals';
import { DatabaseError } from 'sequelize';
import { isCutOff, isOutage } from '../../src/core/outage.js';

/** As Sequelize hands on what PostgreSQL refused a statement for. */
const refused = (code: string): DatabaseError =>
  new DatabaseError(Object.assign(new Error('refused'), { code, sql: 'SELECT 1', parameters: {} }));

describe('a step that failed', () => {
  test.each(['08006', '53100', '53300', '55P03', '57P01', '57P03'])('waits for the database after %s', (code) => {
    expect(isOutage(refused(code))).toBe(true);
  });

  test.each(['08P01', '22003', '23505', '40P01', '53200', '53400', '57014'])('is at fault itself after %s', (code) => {
    expect(isOutage(refused(code))).toBe(false);
  });

  test('was cut off by a server that stopped or fell, and not by one that refused it', () => {
    const codes = ['08006', '57P01', '57P02', '53100', '53300', '55P03', '57P03'];
    expect(codes.filter((code) => isCutOff(refused(code)))).toEqual(['08006', '57P01', '57P02']);
    expect(isCutOff(new Error('wrapped', { cause: new Error('Connection terminated unexpectedly') }))).toBe(true);
  });

  test('is at fault itself where no database was asked', () => {
    expect(isOutage(new Error('no such plan'))).toBe(false);
    expect(isOutage(null)).toBe(false);
  });
});
