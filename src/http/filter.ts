import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { z } from 'zod';
import { instant } from '../core/parse.js';

/** What a list can be narrowed by: query parameters with their schemas, and the condition each stands for. */
export interface Filter {
  /** The row's attribute. */
  column: string;
  schema: z.ZodType;
  /** `created[gte]=` and so on, instead of `created=`. */
  isRange: boolean;
}

/** `status=pending` */
export const is = (column: string, schema: z.ZodType): Filter => ({ column, schema, isRange: false });

/** `created[gte]=…`, `[gt]`, `[lte]`, `[lt]`; instants unless told otherwise. */
export const between = (column: string, schema: z.ZodType = instant): Filter => ({ column, schema, isRange: true });

const bounds = { gte: Op.gte, gt: Op.gt, lte: Op.lte, lt: Op.lt } as const;
const boundNames = Object.keys(bounds) as (keyof typeof bounds)[];

/** The query parameters of these filters, each optional. */
export function parametersOf(filters: Readonly<Record<string, Filter>>): Record<string, z.ZodOptional> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, { schema, isRange }]) =>
      isRange
        ? boundNames.map((bound) => [`${name}[${bound}]`, schema.optional()] as const)
        : [[name, schema.optional()] as const],
    ),
  );
}

/** The conditions that the given parameters ask for. */
export function conditionsOf(
  filters: Readonly<Record<string, Filter>>,
  given: Readonly<Record<string, unknown>>,
): WhereOptions[] {
  return Object.entries(filters).flatMap(([name, { column, isRange }]) => {
    if (!isRange) return given[name] === undefined ? [] : [{ [column]: given[name] }];
    return boundNames
      .filter((bound) => given[`${name}[${bound}]`] !== undefined)
      .map((bound) => ({ [column]: { [bounds[bound]]: given[`${name}[${bound}]`] } }));
  });
}
