import type { ActionContext, ActionRequest } from 'adminjs';
import { Op, where as sequelizeWhere } from 'sequelize';
import type { Definition } from './definition.js';
import { whereFor } from './read.js';
import { personIn } from './scoped-resource.js';
import { titleFor, titleSql } from './titles.js';
import { searchIn } from './where.js';
import { wishOf } from './wish.js';

/** Up to twenty rows by name, for fields and filters that name a row of another table. */
export const searchRows =
  (definition: Definition) => async (request: ActionRequest, _response: unknown, context: ActionContext) => {
    const person = personIn(context);
    if (!person) return { records: [] };
    const text = (request.params.query ?? '').trim();
    const mine = await whereFor(definition, person, { filters: wishOf(request).filters });
    const title = titleSql(definition);
    const named = {
      [Op.or]: [
        sequelizeWhere(title, { [Op.iLike]: `%${text.replace(/[\\%_]/g, '\\$&')}%` }),
        searchIn(definition.search ?? [], text),
      ],
    };
    const found = await definition.row.findAll({
      attributes: ['id', [title, 'title']],
      where: { [Op.and]: [mine, text ? named : {}] } as never,
      order: [[title as never, 'ASC']],
      limit: 20,
      raw: true,
    });
    return {
      records: found
        .map((one) => one as unknown as { id: string; title: string | null })
        .map(({ id, title: name }) => ({ id, title: titleFor(definition, person, name ?? `#${id}`) })),
    };
  };
