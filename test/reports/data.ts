import type { Actor } from '../../src/core/actor.js';
import { installPipeline } from '../../src/leads/install-pipeline.js';
import { house, wallet } from '../../src/ledger/address.js';
import { post } from '../../src/ledger/posting.js';
import type { Member } from '../../src/network/member.js';
import type { Program } from '../../src/programs/program.js';
import { asSystem, idOf, person, programWith, seller, team } from '../leads/office.js';
import { TeamMember } from '../../src/users/team-member.js';
import { asOwner } from '../support/database.js';

/** The days that the reports are asked for; the program's clock is Dhaka's, six hours ahead. */
export const days = { from: '2026-03-01', to: '2026-03-10' };

type Row = Record<string, unknown>;

/** Puts a row into a table as it is told, past every rule; returns its id. */
async function put(table: string, row: Row): Promise<number> {
  const columns = Object.keys(row);
  const marks = columns.map((_, index) => `$${String(index + 1)}`);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks.join(', ')}) RETURNING id`;
  const [made] = await asOwner<{ id: string }>(sql, Object.values(row));
  return Number(made?.id);
}

let count = 0;
const next = (): number => (count += 1);

/** A small program, counted by hand: who works in it, and ways to put things on given days. */
export async function smallProgram() {
  const program = await programWith();
  await asSystem(({ tx }) => installPipeline(program.id, tx));
  const owner = await person('owner', program);
  const coordinator = await person('funds_coordinator', program);
  const [ours, theirs] = [await team(program), await team(program)];
  const buyer = await buyerOf(ours.teamId, program);
  const stranger = await buyerOf(theirs.teamId, program);
  const { actor: affiliate, member } = await seller(program, 'affiliate');
  return { program, owner, coordinator, ours, theirs, buyer, stranger, affiliate, member, ...putters(program) };
}

async function buyerOf(teamId: number, program: Program): Promise<Actor> {
  const buyer = await person('buyer', program);
  await TeamMember.create({ teamId, userId: idOf(buyer) });
  return buyer;
}

function putters({ id: program_id, key, currency }: Program) {
  const base = { program_id, currency };
  return {
    sale: (occurred_at: string, amount: number, { id }: Member, rest: Row = {}) =>
      put('sales', {
        ...base,
        source: 'test',
        external_order_id: `sale-${String(next())}`,
        seller_member_id: id,
        amount,
        status: 'confirmed',
        occurred_at,
        confirmed_at: occurred_at,
        ...rest,
      }),
    commission: (earned_at: string, amount: number, { id }: Member, rest: Row = {}) =>
      put('commissions', {
        ...base,
        beneficiary_id: id,
        kind: 'direct_sale',
        amount,
        accrual_key: `test/${String(next())}`,
        explanation: {},
        earned_at,
        ...rest,
      }),
    payout: (created_at: string, amount: number, { id }: Member, rest: Row = {}) =>
      put('payouts', { ...base, member_id: id, amount, net: amount, created_at, ...rest }),
    prospect: (created_at: string, buyer: Actor, team_id: number) =>
      put('prospects', { program_id, buyer_id: buyer.userId, team_id, created_at }),
    order: (created_at: string, paid: number, buyer: Actor, team_id: number) =>
      put('orders', {
        ...base,
        customer_first_name: 'Ada',
        total: 10_000,
        paid,
        status: 'active',
        buyer_id: buyer.userId,
        team_id,
        created_at,
      }),
    lead: (created_at: string, rest: Row = {}) =>
      put('leads', {
        program_id,
        name: `Lead ${String(next())}`,
        source: 'staff',
        stage: 'new_account',
        substage: 'new',
        score: 5,
        created_at,
        ...rest,
      }),
    credit: ({ id }: Member, amount: bigint) =>
      asSystem(({ tx }) =>
        post(tx, {
          reference: `test/${String(next())}`,
          entries: [
            { debit: house(key, 'adjustments'), credit: wallet(id), money: { amount, currency }, kind: 'adjustment' },
            {
              debit: house(key, 'adjustments'),
              credit: house(key, 'tax-payable'),
              money: { amount: 150n, currency },
              kind: 'tax',
            },
          ],
        }),
      ),
  };
}

/** The same with what the reports are to find: counted by hand in their tests. */
export async function filledProgram() {
  const all = await smallProgram();
  const { sale, commission, payout, prospect, order, lead, credit, member, ours, theirs, buyer, stranger } = all;
  await sale('2026-02-28T18:00:00Z', 10_000, member); // the first moment of 1 March in Dhaka
  await sale('2026-03-10T17:59:59Z', 5000, member, { refunded_amount: 2000 }); // the last second of the 10th
  await sale('2026-02-28T17:59:59Z', 7000, member); // the day before: in the span before
  await sale('2026-03-10T18:00:00Z', 9000, member); // the day after: in neither
  await sale('2026-03-05T12:00:00Z', 99_900, member, { status: 'held', confirmed_at: null, held_for: 'own_word' });
  await commission('2026-03-02T00:00:00Z', 1000, member);
  await commission('2026-03-02T00:00:00Z', 500, member, { status: 'held', held_for: 'fraud' });
  await commission('2026-03-03T00:00:00Z', 300, member, { status: 'approved', reversed_amount: 0 });
  await commission('2026-03-03T00:00:00Z', 800, member, { status: 'rejected' });
  await commission('2026-03-04T00:00:00Z', 200, ours.firstMember);
  await credit(member, 4200n);
  const ago = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000 - 60_000).toISOString();
  await payout(ago(3), 3000, member);
  await payout(ago(0), 1000, member);
  await payout('2026-03-02T00:00:00Z', 2500, member, {
    status: 'paid',
    approved_at: '2026-03-03T00:00:00Z',
    settled_at: '2026-03-04T00:00:00Z',
    bank_reference: 'UTR-1',
  });
  for (let hour = 0; hour < 8; hour += 1) await prospect(`2026-03-02T0${String(hour)}:00:00Z`, buyer, ours.teamId);
  for (let hour = 0; hour < 3; hour += 1) await prospect(`2026-03-02T0${String(hour)}:00:00Z`, stranger, theirs.teamId);
  await order('2026-03-02T05:00:00Z', 1500, buyer, ours.teamId);
  await order('2026-03-02T05:00:00Z', 700, stranger, theirs.teamId);
  await lead('2026-03-03T00:00:00Z', { assigned_to: ours.first.userId, team_id: ours.teamId });
  await lead('2026-03-03T00:00:00Z', {});
  return all;
}
