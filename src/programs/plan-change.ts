import type { Plan } from './plan-document.js';
import type { PlanWarning } from './plan-warning.js';

/** What a version takes over from. */
export interface TakenOver {
  /** The document in force until then; null for a program's first one. */
  before: Plan | null;
  /** The program's tree as it stands; null where nobody joined yet, and the version in force will shape it. */
  tree: { width: number; strategy: string } | null;
}

/** Warnings about a plan beside what it takes over from: what it cannot change, and what it turns round. */
export function lintChange(plan: Plan, { before, tree }: TakenOver): PlanWarning[] {
  return [
    ...changedShape(plan, shapeOf(before, tree)),
    ...(before ? [...trees(plan, before), ...unit(plan, before)] : []),
  ];
}

type Shape = NonNullable<TakenOver['tree']>;

const shapeOf = (before: Plan | null, tree: Shape | null): Shape | null =>
  tree ?? (before && { width: before.placement?.width ?? 2, strategy: before.placement?.strategy ?? 'breadth_first' });

/** A tree takes its shape from the version in force when the first member joins; later ones never reshape it. */
function changedShape({ placement }: Plan, stands: Shape | null): PlanWarning[] {
  const { width = 2, strategy = 'breadth_first' } = placement ?? {};
  if (!stands) return [];
  return [
    ...differs('placement.width', stands.width, width),
    ...differs('placement.strategy', stands.strategy, strategy),
  ].map(({ path, values }) => ({
    code: 'changes_shape',
    path,
    message: `the placement tree keeps ${values.before}, not ${values.after}: a plan shapes a new tree only`,
    values,
  }));
}

function trees(plan: Plan, before: Plan): PlanWarning[] {
  return [
    ...differs('levels.tree', before.levels?.tree, plan.levels?.tree),
    ...differs('ranks.tree', before.ranks?.tree, plan.ranks?.tree),
  ].map(({ path, values }) => ({
    code: 'changes_tree',
    path,
    message: `goes by the ${values.after} tree, and by the ${values.before} tree until now: other members count`,
    values,
  }));
}

const unit = (plan: Plan, before: Plan): PlanWarning[] =>
  differs('binary.unit', before.binary?.unit, plan.binary?.unit).map(({ path, values }) => ({
    code: 'changes_unit',
    path,
    message: `counts ${values.after}, and ${values.before} until now: legs that hold the one cannot make pairs of the other, so it is refused once anything was counted`,
    values,
  }));

type Told = string | number;

/** A change from something to something else; what is new or left out changes nothing that stood. */
const differs = (path: string, before: Told | undefined, after: Told | undefined) =>
  before === undefined || after === undefined || before === after ? [] : [{ path, values: { before, after } }];
