import { availableParallelism } from 'node:os';

export default {
  rootDir: '..',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/config/jest-resolver.cjs',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', transform: { useDefineForClassFields: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/test/support/own-database.ts'],
  reporters: ['default', '<rootDir>/config/count-reporter.mjs'],
  // Long enough for a browser's walk on a busy machine; nothing waits for it when all is well.
  testTimeout: 120_000,
  maxWorkers: Math.max(2, Math.floor(availableParallelism() * 0.75)),
  workerIdleMemoryLimit: '1GB',
  forceExit: true,
};
