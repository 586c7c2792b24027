import { Op } from 'sequelize';
import type { Model, ModelStatic, WhereOptions } from 'sequelize';
import { z } from 'zod';

/** `?before=42`: rows older than that one; anything else means from the newest. */
export const before = z.strictObject({
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
});

const rows_on_a_page = 25;

/** The newest rows, or those before one of them, and where the next page begins. */
export async function pageOfRows<Row extends Model & { id: number }>(
  row: ModelStatic<Row>,
  where: WhereOptions,
  from: number | undefined,
): Promise<{ rows: Row[]; next: number | null }> {
  const older = from === undefined ? {} : { id: { [Op.lt]: from } };
  const found = await row.findAll({
    where: { [Op.and]: [where, older] } as WhereOptions,
    order: [['id', 'DESC']],
    limit: rows_on_a_page + 1,
  });
  const rows = found.slice(0, rows_on_a_page);
  return { rows, next: found.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
}
