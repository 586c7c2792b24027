import { resolve } from 'node:path';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const transactional = 'create|bulkCreate|findOrCreate|upsert|update|destroy|increment|decrement';
const withoutTransaction = ':not(:has(Property[key.name="transaction"]))';

/** How the code of this house looks, as far as a program can tell. */
const shapes = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of words.' },
  { selector: 'Decorator', message: 'No decorators.' },
];

const transactions = [
  {
    selector: `CallExpression[callee.object.name=/^(?!Object$)[A-Z]/][callee.property.name=/^(${transactional})$/]${withoutTransaction}`,
    message: 'Say in which transaction: { transaction: tx }.',
  },
  {
    selector: `CallExpression[callee.property.name="save"][callee.object.type!="Super"]${withoutTransaction}`,
    message: 'Say in which transaction: { transaction: tx }.',
  },
];

export default tseslint.config(
  { ignores: ['build/', '.data/', 'coverage/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: resolve(import.meta.dirname, '..') },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', 50],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      complexity: ['error', 8],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...shapes, ...transactions],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config/env.ts reads it.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Sequelize's Model.init takes columns under the names of the row's fields.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Commands and jobs are plain objects of functions; nothing in them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['**/cli.ts', '**/*-cli.ts', 'bench/**'], rules: { 'no-console': 'off' } },
  // server.ts tells AdminJS where its files are, which it reads from the environment alone.
  { files: ['**/env.ts', 'src/server.ts'], rules: { 'no-restricted-properties': 'off' } },
  // One idea a file: the tables of one feature stand together.
  { files: ['migrations/**'], rules: { 'max-lines': ['error', 300] } },
  {
    files: ['test/**', 'bench/**'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', 250],
      'no-restricted-properties': 'off',
      'no-restricted-syntax': ['error', ...shapes],
      'no-console': 'off',
      '@typescript-eslint/max-params': 'off',
      complexity: 'off',
      // What comes over HTTP is read loosely; the assertions say what it must be.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    ...jest.configs['flat/recommended'],
    files: ['test/**/*.test.ts'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', 'fc.assert', '**.assert', 'compare'] },
      ],
      'jest/no-standalone-expect': 'off',
      'jest/no-conditional-expect': 'off',
      'jest/no-disabled-tests': 'error',
      'jest/consistent-test-it': ['error', { fn: 'test' }],
    },
  },
  {
    // The programs that build, check and start this one: plain JavaScript for Node, by the forms their tools ask for.
    files: ['**/*.{js,mjs,cjs}', '**/*.d.mts'],
    ...tseslint.configs.disableTypeChecked,
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-restricted-syntax': 'off',
      'no-restricted-properties': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
);
