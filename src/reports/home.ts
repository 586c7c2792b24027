import type { Role } from '../core/actor.js';
import { NotAllowed } from '../core/errors.js';
import { roles } from '../core/policy.js';
import type { Policy } from '../core/policy.js';
import { query } from '../core/query.js';
import type { Board } from './board.js';
import { buyerBoard, coordinatorBoard, ownerBoard, teamLeadBoard, telemarketerBoard } from './homes.js';
import { spanInput } from './span.js';
import { viewOf } from './view.js';
import type { View } from './view.js';

type Show = (view: View) => Promise<Board>;

const homeQuery = (name: string, allow: Policy, show: Show) =>
  query({
    name: `report.${name}`,
    input: spanInput,
    allow,
    run: async ({ input, actor }) => show(await viewOf(actor, input)),
  });

export const ownerHome = homeQuery('owner_home', roles('owner', 'admin'), ownerBoard);
export const coordinatorHome = homeQuery('coordinator_home', roles('funds_coordinator'), coordinatorBoard);
export const teamLeadHome = homeQuery('team_lead_home', roles('team_lead'), teamLeadBoard);
export const buyerHome = homeQuery('buyer_home', roles('buyer'), buyerBoard);
export const telemarketerHome = homeQuery('telemarketer_home', roles('telemarketer'), telemarketerBoard);

const boards: Readonly<Partial<Record<Role, Show>>> = {
  owner: ownerBoard,
  admin: ownerBoard,
  funds_coordinator: coordinatorBoard,
  team_lead: teamLeadBoard,
  buyer: buyerBoard,
  telemarketer: telemarketerBoard,
};

/** What the person who asks opens to. */
export const home = query({
  name: 'report.home',
  input: spanInput,
  allow: roles('owner', 'admin', 'funds_coordinator', 'team_lead', 'buyer', 'telemarketer'),
  async run({ input, actor }) {
    const show = actor.role === null ? undefined : boards[actor.role];
    if (!show) throw new NotAllowed();
    return show(await viewOf(actor, input));
  },
});
