import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { intoFolder } from '../../../src/commissions/simulate/into-folder.js';
import { inFolder } from './oracle/files.js';

const names = ['lines.csv', 'legs.csv', 'ranks.csv'];

/** Writes every file of a simulation, with the same text in each. */
const all =
  (text: string, before: () => unknown = () => undefined) =>
  (path: (name: string) => string): void => {
    for (const name of names) writeFileSync(path(name), text);
    before();
  };

const textsIn = (folder: string): string[] => names.map((name) => readFileSync(join(folder, name), 'utf8'));

describe('files of a simulation', () => {
  test('do not meet those of another one into the same folder', () => {
    inFolder((folder) => {
      const other = (): void => {
        intoFolder(folder, names, all('inner'));
        expect(textsIn(folder)).toEqual(['inner', 'inner', 'inner']);
      };
      intoFolder(folder, names, all('outer', other));
      expect(textsIn(folder)).toEqual(['outer', 'outer', 'outer']);
      expect(readdirSync(folder).sort()).toEqual([...names].sort());
    });
  });

  test('are not put in place, and leave nothing behind, where computing them fails', () => {
    inFolder((folder) => {
      intoFolder(folder, names, all('old'));
      const fails = all('new', () => {
        throw new Error('too large');
      });
      expect(() => intoFolder(folder, names, fails)).toThrow('too large');
      expect(textsIn(folder)).toEqual(['old', 'old', 'old']);
      expect(readdirSync(folder)).toHaveLength(3);
    });
  });

  test.each([
    ['lines.csv', 'nothing was replaced'],
    ['ranks.csv', 'already replaced: lines.csv, legs.csv'],
  ])('are refused with what was replaced already, where %s cannot be', (name, done) => {
    inFolder((folder) => {
      const inTheWay = all('new', () => mkdirSync(join(folder, name)));
      expect(() => intoFolder(folder, names, inTheWay)).toThrow(done);
      expect(readdirSync(folder).filter((one) => one.startsWith('.'))).toEqual([]);
    });
  });
});
