import type { ActionContext, ActionRequest } from 'adminjs';
import { z } from 'zod';
import { NotFound } from '../../src/core/errors.js';
import { int } from '../../src/db/row-schema.js';
import { select } from '../../src/db/select.js';
import type { Definition } from './definition.js';
import { personIn } from './scoped-resource.js';

const sql = `
  SELECT log.id, log.command, log.created_at AS at, change,
    coalesce(nullif(trim(concat_ws(' ', users.first_name, users.last_name)), ''), users.username, log.principal) AS who
  FROM command_log AS log
    CROSS JOIN LATERAL jsonb_array_elements(log.changes) AS change
    LEFT JOIN users ON users.id = log.user_id
  WHERE log.changes @> jsonb_build_array(jsonb_build_object('table', $1::text, 'id', $2::bigint))
    AND change ->> 'table' = $1::text AND change ->> 'id' = ($2::bigint)::text
  ORDER BY log.id DESC LIMIT 100`;

const columns = z.record(z.string(), z.unknown());
const entry = z.object({
  id: int,
  command: z.string(),
  at: z.date(),
  who: z.string(),
  change: z.object({ before: columns.nullable(), after: columns }),
});

/** Who changed this row when and how, newest first; only declared columns are told. */
export const history =
  (definition: Definition) =>
  async (_request: ActionRequest, _response: unknown, { record, ...context }: ActionContext) => {
    const person = personIn(context);
    if (!record || !person) throw new NotFound('row');
    const table = definition.row.tableName;
    const entries = await select(sql, [table, String(record.params['id'])], entry);
    const declared = (values: Record<string, unknown> | null) =>
      values && Object.fromEntries(Object.entries(values).filter(([name]) => definition.known.has(name)));
    return {
      record: record.toJSON(person),
      history: entries.map(({ change, ...rest }) => ({
        ...rest,
        before: declared(change.before),
        after: declared(change.after),
      })),
    };
  };
