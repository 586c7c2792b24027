import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../config/paths.js';

// What the linter and dependency-cruiser (npm run check) cannot see: which rooms the house has, how big files are,
// and that commands do not call commands.

const shelf = (JSON.parse(readFileSync(join(root, 'config/shelf.json'), 'utf8')) as string[][]).flat();
const besideTheShelf = ['postgres', 'supervisor'];

const foldersIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(root, folder, file));

const linesOf = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;

describe('the house', () => {
  test('has only the rooms that are on the shelf', () => {
    const strangers = foldersIn('src').filter((folder) => ![...shelf, ...besideTheShelf].includes(folder));
    expect(strangers).toEqual([]);
  });

  test('has nothing at its top but what belongs there', () => {
    const known = [
      'src',
      'admin',
      'config',
      'migrations',
      'seeders',
      'views',
      'test',
      'bench',
      'docs',
      'node_modules',
      'build',
      'coverage',
    ];
    const files = [
      'Dockerfile',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'README.md',
      'CHANGELOG.md',
      'LICENSE',
    ];
    const found = readdirSync(root).filter((name) => !name.startsWith('.') && !name.endsWith('.log'));
    expect(found.filter((name) => ![...known, ...files].includes(name))).toEqual([]);
  });

  test('has small files: half of them at most 50 lines, nine of ten at most 120', () => {
    const sizes = ['src', 'admin']
      .flatMap(sourcesIn)
      .map(linesOf)
      .sort((a, b) => a - b);
    const at = (share: number): number => sizes[Math.floor(share * sizes.length)] ?? 0;
    expect(at(0.5)).toBeLessThanOrEqual(50);
    expect(at(0.9)).toBeLessThanOrEqual(120);
  });

  test('gives every migration a number of its own', () => {
    const numbers = readdirSync(join(root, 'migrations')).map((name) => name.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)]);
    expect(numbers.every((number) => /^\d{4}$/.test(number))).toBe(true);
  });
});

describe('a command', () => {
  const sources = sourcesIn('src').map((file) => readFileSync(file, 'utf8'));
  const commands = sources.flatMap((source) =>
    [...source.matchAll(/^export const (\w+) = command\(/gm)].map(([, name]) => name),
  );

  test('never calls another command', () => {
    const callers = sources.filter((source) => / = command\(/.test(source));
    const imported = callers.flatMap((source) => valuesImportedBy(source));
    expect(commands.length).toBeGreaterThan(0);
    expect(imported.filter((name) => commands.includes(name))).toEqual([]);
  });
});

/** Names that a source imports from files of ours, types left out. */
const valuesImportedBy = (source: string): string[] =>
  [...source.matchAll(/^import \{([^}]*)\} from '\.[^']+';/gm)].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.trim().replace(/ as .*/, '')),
  );
