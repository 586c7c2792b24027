import type { Login } from './demo.js';

interface Greeting {
  base: string;
  logins: readonly Login[];
  logs: string;
}

/** What a person at the terminal needs to know once everything runs. */
export function greeting({ base, logins, logs }: Greeting): string {
  const width = Math.max(0, ...logins.map(({ role }) => role.length));
  const people = logins.map(({ role, email, password }) => `    ${role.padEnd(width)}  ${email}  ${password}`);
  return [
    '',
    '  Upline is ready.',
    '',
    `  Panel     ${base}/admin`,
    `  API docs  ${base}/docs`,
    `  Logs      ${logs}`,
    ...(people.length > 0 ? ['', '  Demo logins (role, e-mail, password):', ...people] : []),
    '',
    '  Ctrl-C stops everything; the data stays.',
    '',
  ].join('\n');
}
