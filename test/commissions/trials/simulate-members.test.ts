import { beforeAll, describe, expect, test } from '@jest/globals';
import { installTaxRules } from '../../../src/compliance/install-tax-rules.js';
import { system } from '../../../src/core/actor.js';
import { activate, deactivate } from '../../../src/network/activation.js';
import { Member } from '../../../src/network/member.js';
import type { Program } from '../../../src/programs/program.js';
import { parseAmount } from '../../../src/core/money.js';
import type { PlanSimulation } from '../../../src/programs/plan-simulation.js';
import { asOwner } from '../../support/database.js';
import { asSystem } from '../people.js';
import { closeMonth, joined, monthAgo, newProgram } from '../runs/town.js';
import { draft, simulated } from './trials.js';

const zone = 'Asia/Kolkata';
const [earlier, month] = [monthAgo(2, zone), monthAgo(1, zone)];
const noonOf = (of: string, day: number) => new Date(`${of}-${String(day).padStart(2, '0')}T06:30:00Z`);

beforeAll(() => installTaxRules(system(), {}));

const reread = (member: Member) => Member.findByPk(member.id, { rejectOnEmpty: true });

/** So many activated members in each outer leg. */
async function fill(here: Program, top: Member, count: number, at: Date): Promise<Member[]> {
  const made: Member[] = [];
  for (const placement of ['left_chain', 'right_chain'] as const) {
    for (let index = 0; index < count; index += 1) {
      const member = await joined(here, { sponsorId: top.id, placement });
      await asSystem(async (work) => activate(work, await reread(member), at));
      made.push(member);
    }
  }
  return made;
}

const accruedIn = ({ periods }: PlanSimulation): bigint =>
  periods.reduce((sum, { accrued }) => sum + parseAmount(accrued), 0n);

describe('a simulation of pairs of members', () => {
  test.each(['ev', 'ev-2026'])('under %s comes to what was posted, undone pairs taken back', async (preset) => {
    const here = await newProgram(preset, { referral: undefined });
    const top = await joined(here, { sponsorId: null });
    const [first] = await fill(here, top, 4, noonOf(earlier, 3));
    await closeMonth(here, earlier, 'approve');
    await fill(here, top, 5, noonOf(month, 3));
    if (first) await asSystem(async (work) => deactivate(work, await reread(first)));
    await asOwner('UPDATE leg_units SET happened_at = $2, counted_at = $2 WHERE program_id = $1 AND units = -1', [
      here.id,
      noonOf(month, 6),
    ]);
    await closeMonth(here, month, 'approve');
    const found = await simulated(await draft(here));
    expect(found.total.draft).toEqual(found.total.active);
    expect(parseAmount(found.total.active.paid)).toBe(accruedIn(found));
    expect(found.total.active).toMatchObject({ recruited: found.total.active.paid, recruitedBp: 10_000 });
  });

  test('leaves out the bonus for who is no longer activated', async () => {
    const here = await newProgram('ev', { binary: undefined });
    const top = await joined(here, { sponsorId: null });
    const [first] = await fill(here, top, 2, noonOf(earlier, 3));
    const paid = async () => (await simulated(await draft(here))).total.draft.paid;
    expect(await paid()).toBe('4000.00');
    if (first) await asSystem(async (work) => deactivate(work, await reread(first)));
    expect(await paid()).toBe('4000.00');
    await asOwner('UPDATE leg_units SET happened_at = $2, counted_at = $2 WHERE program_id = $1 AND units = -1', [
      here.id,
      noonOf(month, 6),
    ]);
    expect(await paid()).toBe('3000.00');
  });

  test('leaves pairs active for good, as runs do, whatever number of directs it asks for', async () => {
    const pairs = { unit: 'members', pair_value: 1, amount: '100.00' };
    const here = await newProgram('ev', { referral: undefined, binary: { ...pairs, activation: { directs: 2 } } });
    const top = await joined(here, { sponsorId: null });
    await fill(here, top, 1, noonOf(earlier, 3));
    await closeMonth(here, earlier);
    await fill(here, top, 1, noonOf(month, 3));
    const more = await draft(here, { binary: { ...pairs, activation: { directs: 5 } } });
    expect((await simulated(more, 1)).total.draft.paid).toBe('100.00');
  });

  test('asks for activation by its own number of directs', async () => {
    const here = await newProgram('ev');
    const top = await joined(here, { sponsorId: null });
    await fill(here, top, 1, noonOf(earlier, 3));
    await closeMonth(here, earlier);
    await fill(here, top, 1, noonOf(month, 3));
    const pairs = { unit: 'members', pair_value: 1, amount: '100.00' };
    const asking = (directs: number) =>
      draft(here, { referral: undefined, binary: { ...pairs, activation: { directs } } });
    expect((await simulated(await asking(4), 1)).total.draft.paid).toBe('100.00');
    const { draft: five } = (await simulated(await asking(5), 1)).total;
    expect(five).toMatchObject({ paid: '0.00', membersByReason: { binary_inactive: 1 } });
  });
});
