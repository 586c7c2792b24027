import { beforeAll, describe, expect, test } from '@jest/globals';
import { Op } from 'sequelize';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import type { Member } from '../../../src/network/member.js';
import { parsePlan } from '../../../src/programs/plan-document.js';
import type { Plan as Document } from '../../../src/programs/plan-document.js';
import { Plan } from '../../../src/programs/plan.js';
import { asOwner } from '../../support/database.js';
import { installClock } from '../runs/support-clock.js';
import { Complaints, Facts, rounded } from './recount.js';
import { memberTold } from './told.js';
import { TownOfChance } from './town-of-chance.js';

const pairs = { unit: 'volume', pair_value: '100.00', amount: '10.00' };
const plans: [string, string, Record<string, unknown>][] = [
  ['levels that pass over the inactive', 'binary-classic', { binary: { ...pairs, cap: { pairs: 2, per: 'day' } } }],
  ['levels that the inactive break', 'mlm-service', {}],
  ['levels from sellers', 'telemarketing', {}],
  ['bonuses and pairs of members', 'ev', {}],
];

beforeAll(async () => {
  await installClock();
  await installTaxRules(system(), {});
});

interface Lost {
  member: number;
  event: string;
  level: number;
}

const path = (plan: Document) =>
  plan.levels?.tree === 'sponsor'
    ? 'SELECT sponsor_id FROM members WHERE id = up.id'
    : 'SELECT parent_id FROM positions WHERE member_id = up.id';

/** Everything that levels of a month start from, with the people above as they were at its moment, nearest first. */
const aboveEvents = (plan: Document) => `
  WITH RECURSIVE events AS (
    SELECT 'sale' || sales.id AS event, ${plan.levels?.from === 'seller' ? 'seller_member_id' : 'coalesce(buyer_member_id, seller_member_id)'} AS start,
      occurred_at AS at
    FROM sales LEFT JOIN late_facts ON fact = 'sale' AND fact_id = sales.id
    WHERE sales.program_id = $1 AND coalesce(counted_at, occurred_at) < $2 AND ${plan.levels?.on.includes('purchase') ?? false}
    UNION ALL
    SELECT 'member' || id, id, joined_at FROM members
    WHERE program_id = $1 AND joined_at < $2 AND ${plan.levels?.on.includes('referral') ?? false}
  ), up AS (
    SELECT event, at, start AS id, 0 AS distance FROM events WHERE start IS NOT NULL
    UNION ALL
    SELECT event, at, (${path(plan)}), distance + 1 FROM up WHERE id IS NOT NULL
  )
  SELECT event, id::int AS member, coalesce((SELECT status FROM member_statuses WHERE member_id = up.id AND effective_at <= up.at
    ORDER BY effective_at DESC, id DESC LIMIT 1), 'active') = 'inactive' AS away
  FROM up WHERE id IS NOT NULL AND distance > 0 ORDER BY event, distance`;

async function shouldBeLost({ program }: TownOfChance, plan: Document, until: Date): Promise<Lost[]> {
  const rows = await asOwner<{ event: string; member: number; away: boolean }>(aboveEvents(plan), [program.id, until]);
  const lost: Lost[] = [];
  const next = new Map<string, number>();
  for (const { event, member, away } of rows) {
    const level = next.get(event) ?? 1;
    if (level > (plan.levels?.amounts ?? plan.levels?.rates_bp ?? []).length) continue;
    if (away) lost.push({ member, event, level });
    if (!away || plan.levels?.compression === 'none') next.set(event, level + 1);
  }
  return lost;
}

function recountLost(facts: Facts, plan: Document, complaints: Complaints): void {
  for (const one of facts.list('levels_lost')) {
    const base = one.has('base') ? one.cents('base') : 0n;
    const fixed = plan.levels?.amounts?.[one.number('level') - 1];
    const gross = one.has('rate_bp') ? rounded(base * BigInt(one.number('rate_bp')), 10_000n) : (fixed ?? 0n);
    complaints.equal('a lost level', one.cents('gross'), gross);
    const back = base === 0n ? 0n : rounded(gross * one.cents('refunded'), base);
    complaints.equal('what is left of it', one.cents('amount'), gross - back);
  }
}

function recountLegs(facts: Facts, complaints: Complaints): void {
  if (!facts.has('legs')) return;
  const [legs, next] = [facts.part('legs'), facts.part('next_pair')];
  const value = next.cents('pair_value');
  for (const side of ['left', 'right']) {
    const short = value - legs.cents(side);
    complaints.equal(`what is missing ${side}`, next.cents(`missing_${side}`), short > 0n ? short : 0n);
  }
  for (const day of facts.list('days')) {
    const [left, right] = [day.cents('carried_left'), day.cents('carried_right')];
    const waits = Number((left < right ? left : right) / value);
    complaints.equal('pairs not formed', day.number('possible') - day.number('formed') - day.number('flushed'), waits);
    if (waits > 0) complaints.equal('reasons why not', day.texts('reasons').length > 0 ? 1 : 0, 1);
  }
}

const below = `
  WITH RECURSIVE down AS (
    SELECT member_id FROM positions WHERE parent_id = $1
    UNION ALL SELECT positions.member_id FROM down JOIN positions ON parent_id = down.member_id
  ) SELECT count(*)::int AS downline FROM down JOIN members ON id = member_id WHERE joined_at < $2`;

async function recountRank(one: Member, { endsAt }: CommissionRun, read: Read): Promise<void> {
  const { facts, plan, complaints } = read;
  const rules = plan.ranks?.paid_as_by ?? [];
  if (!facts.has('measures') || one.joinedAt >= endsAt) return;
  const [row] = await asOwner<{ downline: number }>(below, [one.id, endsAt]);
  const downline = row?.downline ?? 0;
  complaints.equal('the downline', facts.part('measures').number('downline'), downline);
  const reached = rules.filter((rule) => downline >= (rule.downline ?? 0));
  complaints.equal('the rank', facts.text('rank'), reached.at(-1)?.name ?? '');
  complaints.equal('the next rank', facts.part('next_rank').text('name'), rules[reached.length]?.name ?? '');
}

const unpaid = `
  SELECT brought.id::int FROM members AS brought JOIN positions ON member_id = brought.id
  WHERE sponsor_id = $1 AND activated_at < $3 AND greatest(activated_at, placed_at) >= $2 AND placed_at < $3
    AND NOT EXISTS (SELECT FROM commissions WHERE source_member_id = brought.id AND kind = 'referral')
  ORDER BY 1`;

/** In a town that stands still whoever brought somebody was paid, or is told why not. */
async function recountBonuses(
  one: Member,
  { endsAt }: CommissionRun,
  { facts, plan, complaints }: Read,
): Promise<void> {
  if (!plan.referral || !facts.has('events_from')) return;
  const rows = await asOwner<{ id: number }>(unpaid, [one.id, facts.text('events_from'), endsAt]);
  const told = facts.list('bonuses_lost').map((lost) => lost.number('member_id'));
  complaints.equal('bonuses lost', told.sort((a, b) => a - b).join(), rows.map(({ id }) => id).join());
}

interface Read {
  facts: Facts;
  plan: Document;
  complaints: Complaints;
}

/** What stands of events, and what the run's pairs came to. */
async function recountEarned(one: Member, run: CommissionRun, facts: Facts, complaints: Complaints): Promise<void> {
  const since = new Date(facts.text('events_from'));
  const events = await Commission.findAll({
    where: {
      beneficiaryId: one.id,
      kind: { [Op.ne]: 'pair' },
      status: { [Op.ne]: 'rejected' },
      earnedAt: { [Op.gte]: since, [Op.lt]: run.endsAt },
    },
  });
  const [row] = await asOwner<{ amount: string | null }>(
    `SELECT sum(amount) AS amount FROM run_lines WHERE run_id = $1 AND fence = $2 AND member_id = $3 AND kind = 'pair'`,
    [run.runId, run.fence, one.id],
  );
  const told = facts.list('earned').map((part) => [part.text('kind') === 'pair', part.cents('amount')] as const);
  const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, amount) => all + amount, 0n);
  complaints.equal(
    'events',
    sum(told.flatMap(([isPair, amount]) => (isPair ? [] : [amount]))),
    sum(events.map(({ amount }) => amount)),
  );
  complaints.equal(
    'pairs',
    sum(told.flatMap(([isPair, amount]) => (isPair ? [amount] : []))),
    BigInt(row?.amount ?? 0),
  );
}

describe('what is told of members', () => {
  test.each(plans)('under %s comes to what stands and what was lost', async (_name, preset, changes) => {
    const town = await TownOfChance.lived(preset, changes, preset.length * 17, true);
    const { document } = await Plan.findOne({ where: { programId: town.program.id }, rejectOnEmpty: true });
    const plan = parsePlan(document);
    const wrong: string[] = [];
    for (const run of town.runs) {
      const told: Lost[] = [];
      // Of whoever was away all month only the first events are looked at, and he is told so.
      const cutShort = new Set<number>();
      for (const one of town.people) {
        const { facts, sentences } = await memberTold(one, run);
        const [read, complaints] = [new Facts(facts), new Complaints(`member ${one.id} in run ${run.runId}`)];
        recountLost(read, plan, complaints);
        recountLegs(read, complaints);
        await recountRank(one, run, { facts: read, plan, complaints });
        await recountBonuses(one, run, { facts: read, plan, complaints });
        if (read.has('earned')) await recountEarned(one, run, read, complaints);
        wrong.push(...complaints.found.map((found) => `${found}\n${sentences.join('\n')}\n${JSON.stringify(facts)}`));
        if (sentences.some((sentence) => sentence.startsWith('Only the first'))) cutShort.add(one.id);
        for (const lost of read.list('levels_lost')) {
          const event = lost.has('sale_id')
            ? `sale${lost.number('sale_id')}`
            : `member${lost.number('joined_member_id')}`;
          told.push({ member: one.id, event, level: lost.number('level') });
        }
      }
      if (run.kind !== 'period') continue;
      const order = (a: Lost, b: Lost) => a.member - b.member || a.event.localeCompare(b.event) || a.level - b.level;
      const isWhole = ({ member }: Lost): boolean => !cutShort.has(member);
      const expected = (await shouldBeLost(town, plan, run.endsAt)).filter(isWhole);
      expect(told.filter(isWhole).sort(order)).toEqual(expected.sort(order));
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
