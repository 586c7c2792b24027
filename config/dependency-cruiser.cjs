// The rule of the house as a program: features look left, nothing goes in circles, rules are pure.

/** Left to right: a folder of src imports only from folders to its left (and core and db from each other). */
const shelf = require('./shelf.json').map((folders) => folders.join('|'));

/** Rules: data in, data out. No database, no network, no files, no clock. */
const rules = [
  '^src/core/(money|period|policy|parse)\\.ts$',
  '^src/ledger/(address|journal)\\.ts$',
  '^src/[^/]+/journals\\.ts$',
  '^src/programs/(pay-rules|plan-document|plan-lint|plan-parts|program-settings)\\.ts$',
  '^src/network/free-slot\\.ts$',
  '^src/tracking/(attribution-rule|destination|device|lossy-text)\\.ts$',
  '^src/compliance/withholding\\.ts$',
  '^src/commissions/(engine/|deduction\\.ts$)',
];

const io = '^(node:|fs|net|http)|^src/db/|node_modules/(pg|pg-copy-streams|sequelize|express|pino|nodemailer|agenda)/';

const lookLeft = shelf.slice(0, -1).map((folder, index) => ({
  name: `${folder.replace('|', '-and-')}-looks-left`,
  severity: 'error',
  from: { path: `^src/(${folder})/` },
  to: { path: `^src/(${shelf.slice(index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...lookLeft,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'everything-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'only-the-server-knows-the-panel',
      severity: 'error',
      from: { pathNot: '^(admin/|src/server\\.ts$|test/|bench/)' },
      to: { path: '^admin/' },
    },
    {
      name: 'features-do-not-know-how-they-are-put-together',
      severity: 'error',
      from: { path: '^(src/[^/]+/|admin/)', pathNot: '-cli\\.ts$|/cli\\.ts$|^admin/pages/books\\.ts$' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'consequences-are-installed-by-programs',
      severity: 'error',
      from: { pathNot: '^(src/[^/]+\\.ts$|seeders/|test/|bench/)|cli\\.ts$' },
      to: { path: '^src/consequences\\.ts$' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: rules },
      to: { path: io, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-embedded-server-stands-alone',
      severity: 'error',
      from: { path: '^src/postgres/' },
      to: { path: '^(src|admin)/', pathNot: '^src/postgres/' },
    },
    {
      name: 'only-programs-own-a-server',
      severity: 'error',
      from: { path: '^(src|admin)/', pathNot: '^src/(postgres|supervisor)/|^src/[^/]+\\.ts$|cli\\.ts$' },
      to: { path: '^src/(postgres|supervisor)/' },
    },
    {
      name: 'the-program-does-not-need-its-tests',
      severity: 'error',
      from: { path: '^(src|admin|config|migrations)/' },
      to: { path: '^(test|bench|seeders)/' },
    },
    {
      name: 'no-development-packages-in-the-program',
      severity: 'error',
      from: { path: '^(src|admin|migrations|seeders)/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        // AdminJS puts React on the page; the components find it there.
        pathNot: 'node_modules/(@types/|react(-dom|-router|-router-dom)?/)',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
