import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Actor } from '../../src/core/actor.js';
import { Lead } from '../../src/leads/lead.js';
import { leadsSeenBy } from '../../src/leads/scope.js';
import { Order } from '../../src/orders/order.js';
import { ordersSeenBy } from '../../src/orders/scope.js';
import { teamLeadHome } from '../../src/reports/home.js';
import { Click } from '../../src/tracking/click.js';
import { Prospect } from '../../src/tracking/prospect.js';
import { trafficSeenBy } from '../../src/tracking/scope.js';
import { moveTeamMember } from '../../src/users/move-team-member.js';
import { idOf } from '../leads/office.js';
import { asOwner } from '../support/database.js';
import { days, smallProgram } from './data.js';
import { valuesOf } from './shown.js';

type All = Awaited<ReturnType<typeof smallProgram>>;
const at = '2026-03-02T05:00:00Z';
let all: All;

/** One row of each kind, as the buyer's and that team's. */
async function workOf(buyer: Actor, teamId: number): Promise<void> {
  await all.order(at, 1500, buyer, teamId);
  await all.prospect(at, buyer, teamId);
  await all.lead(at, { owner_id: buyer.userId, assigned_to: buyer.userId, team_id: teamId });
  await asOwner('INSERT INTO clicks (program_id, click_id, buyer_id, team_id) VALUES ($1, $2, $3, $4)', [
    all.program.id,
    `click-${String(buyer.userId)}-${String(teamId)}`,
    buyer.userId,
    teamId,
  ]);
}

const seenBy = async (actor: Actor): Promise<number[]> => [
  await Order.count({ where: await ordersSeenBy(actor) }),
  await Prospect.count({ where: await trafficSeenBy(actor) }),
  await Click.count({ where: await trafficSeenBy(actor) }),
  await Lead.count({ where: await leadsSeenBy(actor) }),
];

const counted = async (lead: Actor) => {
  const shown = await teamLeadHome(lead, days);
  const perBuyer = shown.lists.find(({ key }) => key === 'per_buyer')?.rows.map(({ cells }) => cells[1]);
  return { ...valuesOf(shown), perBuyer };
};

beforeAll(async () => {
  all = await smallProgram();
  await workOf(all.buyer, all.ours.teamId);
  await moveTeamMember(all.owner, { userId: idOf(all.buyer), teamId: all.theirs.teamId });
});

describe('what somebody did before going to another team', () => {
  test('stays with the lead of the team of that day, in the lists and in the figures', async () => {
    expect(await seenBy(all.ours.lead)).toEqual([1, 1, 1, 1]);
    expect(await counted(all.ours.lead)).toMatchObject({ orders: 1, prospects: 1, leads: 1, order_value: '15.00' });
  });

  test('is not shown to the lead of the new team', async () => {
    expect(await seenBy(all.theirs.lead)).toEqual([0, 0, 0, 0]);
    expect(await counted(all.theirs.lead)).toMatchObject({ orders: 0, prospects: 0, leads: 0, perBuyer: ['0', '0'] });
  });

  test('is still the own for who did it', async () => {
    expect(await seenBy(all.buyer)).toEqual([1, 1, 1, 1]);
  });
});

describe('what is done in the new team', () => {
  test('is its lead’s to see, as is what the lead did', async () => {
    await workOf(all.buyer, all.theirs.teamId);
    await workOf(all.theirs.lead, all.theirs.teamId);
    expect(await seenBy(all.theirs.lead)).toEqual([2, 2, 2, 2]);
    expect(await counted(all.theirs.lead)).toMatchObject({ orders: 2, prospects: 2, leads: 2 });
    expect(await seenBy(all.ours.lead)).toEqual([1, 1, 1, 1]);
  });
});
