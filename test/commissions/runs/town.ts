import { afterAll } from '@jest/globals';
import { Pool } from 'pg';
import { env } from '../../../config/env.js';
import { Commission } from '../../../src/commissions/commission.js';
import { approveRun } from '../../../src/commissions/runs/change-run.js';
import { commissionRuns } from '../../../src/commissions/runs/commission-runs.js';
import { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { requestVerify } from '../../../src/commissions/runs/verify/request-verify.js';
import { verifications } from '../../../src/commissions/runs/verify/verification.js';
import type { Verification } from '../../../src/commissions/runs/verify/verify-step.js';
import { requestMatching } from '../../../src/commissions/runs/request-matching.js';
import { requestPeriodRun } from '../../../src/commissions/runs/request-period.js';
import { system } from '../../../src/core/actor.js';
import { command } from '../../../src/core/command.js';
import { id } from '../../../src/core/parse.js';
import { businessMonth, monthStart } from '../../../src/core/period.js';
import { systemOnly } from '../../../src/core/policy.js';
import { Run, beginPosting } from '../../../src/core/run.js';
import { workOneRun } from '../../../src/jobs/work-runs.js';
import { joinNetwork } from '../../../src/network/join-network.js';
import type { Newcomer } from '../../../src/network/join-network.js';
import type { Member } from '../../../src/network/member.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import { refundSale } from '../../../src/orders/refund-sale.js';
import type { Sale } from '../../../src/orders/sale.js';
import { Plan } from '../../../src/programs/plan.js';
import { Program } from '../../../src/programs/program.js';
import { publishPlan } from '../../../src/programs/publish-plan.js';
import { z } from 'zod';
import { asOwner } from '../../support/database.js';
import { asSystem, program } from '../people.js';

let pool: Pool | undefined;
afterAll(() => pool?.end());

/** Lets a worker do what there is to do, in this process. */
export async function workAll(): Promise<void> {
  pool ??= new Pool({ connectionString: env.DATABASE_URL }).on('error', () => undefined);
  const signal = new AbortController().signal;
  while (await workOneRun({ pool, kinds: [commissionRuns, verifications], signal }));
}

/** A month of the past by the program's calendar, "2026-09" for two ago in November. */
export function monthAgo(count: number, zone = 'UTC'): string {
  const [year = 0, month = 0] = businessMonth(new Date(), zone).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - count, 1)).toISOString().slice(0, 7);
}

/** Noon of a day of a month, as text. */
export const noon = (month: string, day: number): string => `${month}-${String(day).padStart(2, '0')}T12:00:00Z`;

export const joined = (program: Program, newcomer: Omit<Newcomer, 'programId'>): Promise<Member> =>
  asSystem((work) =>
    joinNetwork(work, {
      programId: program.id,
      isDistributor: true,
      joinedAt: new Date('2020-02-01T00:00:00Z'),
      ...newcomer,
    }),
  );

let programs = 0;

/** A program of its own with a preset's plan, changed as wanted. */
export async function newProgram(preset: string, changes: Record<string, unknown> = {}): Promise<Program> {
  programs += 1;
  const like = await program(preset);
  const { document } = await Plan.findOne({ where: { programId: like.id, version: 1 }, rejectOnEmpty: true });
  const { currency, timeZone } = like;
  const made = await Program.create({ key: `run-${programs}`, name: 'Runs', currency, timeZone });
  await asSystem((work) =>
    publishPlan(
      work,
      Plan.build({
        programId: made.id,
        key: made.key,
        version: 1,
        effectiveFrom: monthStart('2020-01', timeZone),
        document: { ...document, ...changes },
      }),
      { simulation: { preset: true } },
    ),
  );
  return made;
}

/** What a member's legs carry, in whole units of volume, and the pairs formed so far. */
export async function legsOf({ id: memberId }: Member, unit = 100): Promise<number[]> {
  const [legs] = await asOwner<Record<'left' | 'right' | 'pairs', string>>(
    'SELECT carry_left AS left, carry_right AS right, pairs FROM leg_balances WHERE member_id = $1',
    [memberId],
  );
  return legs ? [Number(legs.left) / unit, Number(legs.right) / unit, Number(legs.pairs)] : [];
}

export interface Trio {
  top: Member;
  left: Member;
  right: Member;
}

/** Somebody with a left and a right leg of one member each. */
export async function trio(program: Program): Promise<Trio> {
  const top = await joined(program, { sponsorId: null });
  const below = { sponsorId: top.id };
  const left = await joined(program, { ...below, placement: { parentId: top.id, slot: 0 } });
  const right = await joined(program, { ...below, placement: { parentId: top.id, slot: 1 } });
  return { top, left, right };
}

let orders = 0;

export function buys(program: Program, buyer: Member, volume: string, occurredAt: string): Promise<Sale> {
  orders += 1;
  return recordSale(system(program.id), {
    externalOrderId: `run-order-${orders}`,
    amount: volume,
    volume,
    buyerMemberId: buyer.id,
    occurredAt,
  });
}

export const refund = (program: Program, sale: Sale, amount?: string) =>
  refundSale(system(program.id), {
    saleId: sale.id,
    ...(amount === undefined ? {} : { amount, reference: `refund-${(orders += 1)}` }),
  });

const post = command({
  name: 'test.post-run',
  input: z.strictObject({ runId: id }),
  allow: systemOnly,
  run: ({ input, ...work }) => beginPosting(work, input.runId),
});

export const runOf = ({ runId }: { runId: number }) => Run.findByPk(runId, { rejectOnEmpty: true });
export const rowOf = ({ runId }: { runId: number }) => CommissionRun.findByPk(runId, { rejectOnEmpty: true });

/** Computes what is asked for, and posts it. */
export async function finish(row: CommissionRun, how: 'post' | 'approve' = 'post'): Promise<CommissionRun> {
  await workAll();
  const actor = system(row.programId);
  if ((await runOf(row)).status === 'review') {
    await (how === 'approve' ? approveRun : post)(actor, { runId: row.runId });
    await workAll();
  }
  return rowOf(row);
}

export const matchUntil = async (program: Program, until: string, how?: 'post' | 'approve') =>
  finish(await requestMatching(system(program.id), { until }), how);

export const closeMonth = async (program: Program, month: string, how?: 'post' | 'approve') =>
  finish(await requestPeriodRun(system(program.id), { month }), how);

/** Computes a run again and says what that came to. */
export async function verified({ runId, programId }: CommissionRun): Promise<Verification> {
  const { id } = await requestVerify(system(programId), { runId });
  await workAll();
  const { status, result } = await runOf({ runId: id });
  if (status !== 'posted') throw new Error(`The verification is ${status}.`);
  return result as unknown as Verification;
}

export const pairsOf = (member: Member) =>
  Commission.findAll({ where: { beneficiaryId: member.id, kind: 'pair' }, order: ['id'] });
