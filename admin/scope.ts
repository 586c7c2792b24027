import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { Actor } from '../src/core/actor.js';
import { programOf } from '../src/core/policy.js';
import { userIdsSeenBy } from '../src/users/team-scope.js';

// From an actor to a where clause. Features that have a scope of their own export it; these are the panel's.

/** Rows that everybody who opens the table sees, whatever the program. */
export const everyRow = (): WhereOptions => ({});

/** All rows of the program in use. */
export const programRows = (actor: Actor): WhereOptions => ({ programId: programOf(actor) });

/** People: oneself, a team lead's team, everybody for owner and admin. */
export async function peopleSeen(actor: Actor): Promise<WhereOptions> {
  const ids = await userIdsSeenBy(actor);
  return ids === null ? {} : { id: { [Op.in]: ids } };
}

/** Rows that belong to the people one sees, by the column that names them. */
export const rowsOfPeople =
  (column: string) =>
  async (actor: Actor): Promise<WhereOptions> => {
    const ids = await userIdsSeenBy(actor);
    return ids === null ? {} : { [column]: { [Op.in]: ids } };
  };

/** The same within the program in use. */
export const programRowsOfPeople =
  (column: string) =>
  async (actor: Actor): Promise<WhereOptions> => ({
    [Op.and]: [programRows(actor), await rowsOfPeople(column)(actor)],
  });
