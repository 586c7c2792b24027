import { z } from 'zod';
import type { Actor } from '../../src/core/actor.js';
import { system } from '../../src/core/actor.js';
import { command } from '../../src/core/command.js';
import { NotAllowed } from '../../src/core/errors.js';
import { lockOrRefuse } from '../../src/core/lock.js';
import { id, text } from '../../src/core/parse.js';
import { roles } from '../../src/core/policy.js';
import { Team } from '../../src/users/team.js';
import { asOwner } from '../support/database.js';

export const owner: Actor = { ...system(), kind: 'person', userId: 1, name: 'Owner', role: 'owner' };
export const buyer: Actor = { ...owner, userId: 2, name: 'Buyer', role: 'buyer' };

/** A command small enough to see what surrounds it: makes a team and says that its first user has registered. */
export const makeTeam = command({
  name: 'toy.make',
  input: z.strictObject({ name: text(40), password: z.string().optional(), refuse: z.boolean().optional() }),
  allow: roles('owner'),

  async run({ input, tx, emit }) {
    const team = await Team.create({ name: input.name }, { transaction: tx });
    emit({ type: 'user.registered', userId: team.id });
    if (input.refuse) throw new NotAllowed('Refused after the work was done.');
    return team;
  },
});

/** Renames two teams in the given order, waiting between the two for `meet`. */
export const renameBoth = (meet: () => Promise<void>) =>
  command({
    name: 'toy.rename-both',
    input: z.strictObject({ first: id, second: id, name: text(40) }),
    allow: roles('owner'),

    async run({ input, tx }) {
      const one = await lockOrRefuse(Team, input.first, tx);
      await meet();
      const two = await lockOrRefuse(Team, input.second, tx);
      await one.set({ name: `${input.name} 1` }).save({ transaction: tx });
      await two.set({ name: `${input.name} 2` }).save({ transaction: tx });
    },
  });

export const teamNames = async (): Promise<string[]> =>
  (await asOwner<{ name: string }>('SELECT name FROM teams ORDER BY id')).map(({ name }) => name);

export interface Logged {
  id: string;
  command: string;
  principal: string;
  user_id: string | null;
  program_id: string | null;
  input: Record<string, unknown>;
  changes: { table: string; id: number; before: unknown; after: Record<string, unknown> }[];
  request_id: string | null;
}

export const logOf = (command: string): Promise<Logged[]> =>
  asOwner<Logged>('SELECT * FROM command_log WHERE command = $1 ORDER BY id', [command]);
