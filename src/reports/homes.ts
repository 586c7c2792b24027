import type { Board, Chart, List, Tile } from './board.js';
import { funnelChart } from './funnel.js';
import * as leads from './leads.js';
import * as owed from './liabilities.js';
import * as own from './own.js';
import * as payouts from './payouts.js';
import * as people from './people.js';
import * as sales from './sales.js';
import * as traffic from './traffic.js';
import type { View } from './view.js';

interface Parts {
  tiles: ((view: View) => Promise<Tile>)[];
  charts: ((view: View) => Promise<Chart>)[];
  lists: ((view: View) => Promise<List>)[];
}

const boardOf =
  ({ tiles, charts, lists }: Parts) =>
  async (view: View): Promise<Board> => {
    const read = <Part>(parts: ((view: View) => Promise<Part>)[]) => Promise.all(parts.map((part) => part(view)));
    const [shownTiles, shownCharts, shownLists] = await Promise.all([read(tiles), read(charts), read(lists)]);
    return { tiles: shownTiles, charts: shownCharts, lists: shownLists };
  };

/** Money and growth. */
export const ownerBoard = boardOf({
  tiles: [
    sales.salesTile,
    sales.saleCountTile,
    sales.commissionsTile,
    sales.payoutRatioTile,
    owed.pendingTile,
    owed.heldTile,
    owed.payableTile,
    owed.taxTile,
    people.membersTile,
    leads.newLeadsTile,
    traffic.prospectsTile,
    traffic.conversionTile,
  ],
  charts: [
    sales.salesChart,
    funnelChart,
    owed.commissionsByStatus,
    traffic.prospectsChart,
    leads.leadsOfTheWeek,
    leads.leadsByStage,
    people.teamLeadRegistrations,
    people.buyerRegistrations,
    people.membersPerTeam,
    traffic.prospectsPerTeam,
  ],
  lists: [sales.topSellers, (view) => payouts.payoutsWaiting(view, 5), leads.leadsWithoutAnybody],
});

/** What waits for a decision, and what is owed. */
export const coordinatorBoard = boardOf({
  tiles: [
    payouts.payoutsWaitingTile,
    payouts.payoutsSumTile,
    payouts.oldestPayoutTile,
    payouts.toSettleTile,
    payouts.paidTile,
    owed.pendingTile,
    owed.heldTile,
    owed.payableTile,
    owed.taxTile,
  ],
  charts: [payouts.paidChart, payouts.payoutAges, owed.commissionsByStatus],
  lists: [(view) => payouts.payoutsWaiting(view)],
});

/** The team's numbers. */
export const teamLeadBoard = boardOf({
  tiles: [
    traffic.prospectsTile,
    traffic.ordersTile,
    traffic.orderValueTile,
    traffic.conversionTile,
    leads.newLeadsTile,
    leads.convertedTile,
    leads.unassignedTile,
    leads.overdueTile,
  ],
  charts: [
    traffic.prospectsChart,
    leads.callsChart,
    leads.leadsByStage,
    leads.leadsOfTheWeek,
    people.membersPerTeam,
    traffic.prospectsPerTeam,
  ],
  lists: [traffic.perBuyer, leads.leadsWithoutAnybody, leads.callbacksDue],
});

/** Own traffic and what it brings. */
export const buyerBoard = boardOf({
  tiles: [traffic.prospectsTile, traffic.ordersTile, traffic.orderValueTile, traffic.conversionTile],
  charts: [traffic.prospectsChart, traffic.ordersByCampaign],
  lists: [traffic.myLinks],
});

/** The day's calls, and what they earn. */
export const telemarketerBoard = boardOf({
  tiles: [
    own.callbacksTile,
    own.freshTile,
    own.retriesTile,
    own.callsTile,
    leads.convertedTile,
    own.earnedTile,
    owed.pendingTile,
    own.availableTile,
  ],
  charts: [leads.callsChart, leads.leadsByStage],
  lists: [own.upNext, leads.callbacksDue, own.latestCommissions],
});
