import type { Transaction } from 'sequelize';
import { Invalid } from '../../core/errors.js';
import { parsePlan } from '../../programs/plan-document.js';
import type { Plan } from '../../programs/plan.js';
import { taxRules } from '../tax-at-credit.js';

/** A plan that names a tax rule nobody has written would withhold nothing, in silence. */
export async function refuseUnknownTax(plan: Plan, tx: Transaction): Promise<void> {
  const { withholding } = parsePlan(plan.document);
  const known = new Set((await taxRules(withholding, tx)).map(({ key }) => key));
  const unknown = withholding.flatMap((key, place) => (known.has(key) ? [] : [{ key, place }]));
  if (unknown.length === 0) return;
  throw new Invalid(
    unknown.map(({ key, place }) => ({
      path: ['document', 'withholding', place],
      code: 'refused',
      message: `there is no tax rule "${key}"`,
    })),
  );
}
