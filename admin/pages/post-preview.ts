import { CommissionRun } from '../../src/commissions/runs/commission-run.js';
import { peoplePay } from '../../src/commissions/runs/read/people-pay.js';
import type { Actor } from '../../src/core/actor.js';
import type { Run } from '../../src/core/run.js';
import type { Language } from '../../src/users/user.js';
import { words } from '../locale.js';
import type { PreviewLine } from '../support/panel-action.js';

/** What posting a run would write, and that it pays for people where a version it used does. */
export async function postPreview(
  _actor: Actor,
  { id: runId }: Run,
  _input: unknown,
  language: Language,
): Promise<PreviewLine[]> {
  const row = await CommissionRun.findOne({ where: { runId } });
  if (!row?.totals) return [];
  const { plans, recruited } = await peoplePay(row);
  const { lines, amount } = row.totals.toPost;
  const word = (key: string): string => words(language)[`runs.${key}`] ?? key;
  const called = ({ name, version }: (typeof plans)[number]): string =>
    word('proof.plan')
      .replace('{{name}}', () => name)
      .replace('{{version}}', String(version));
  return [
    { label: word('column.lines'), value: String(lines) },
    { label: word('figure.amount'), value: amount },
    ...plans
      .filter(({ paysForPeople }) => paysForPeople)
      .map((plan) => ({ label: called(plan), value: word('people.mark') })),
    ...(recruited ? [{ label: word('people.recruited'), value: recruited.amount }] : []),
  ];
}
