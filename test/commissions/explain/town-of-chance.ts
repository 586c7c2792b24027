import { approve } from '../../../src/commissions/approve.js';
import { Commission } from '../../../src/commissions/commission.js';
import type { CommissionRun } from '../../../src/commissions/runs/commission-run.js';
import { system } from '../../../src/core/actor.js';
import { activate, deactivate } from '../../../src/network/activation.js';
import type { Work } from '../../../src/core/work.js';
import { changeMemberStatus } from '../../../src/network/change-status.js';
import { changeSponsor } from '../../../src/network/change-sponsor.js';
import type { Member } from '../../../src/network/member.js';
import { moveMember } from '../../../src/network/move-member.js';
import { recordSale } from '../../../src/orders/record-sale.js';
import type { Sale } from '../../../src/orders/sale.js';
import type { Program } from '../../../src/programs/program.js';
import { asSystem } from '../people.js';
import { setClock } from '../runs/support-clock.js';
import { closeMonth, joined, matchUntil, newProgram, noon, refund } from '../runs/town.js';

/** Numbers that look random and are the same each time. */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const month = '2026-10';
const moment = (day: number): string => (day > 31 ? noon('2026-11', day - 31) : noon(month, day));

/** A month of a small network in which whatever can happen happens, day after day, with nights matched in between. */
export class TownOfChance {
  readonly people: Member[] = [];
  readonly sales: Sale[] = [];
  readonly runs: CommissionRun[] = [];
  private orders = 0;
  private today = 1;
  private now = new Date(moment(1));
  private readonly draw: (below: number) => number;

  private constructor(
    readonly program: Program,
    seed: number,
    private readonly isStill: boolean,
    /** Whether people are activated often, as they are where pairs are made of them. */
    private readonly isEager: boolean,
  ) {
    this.draw = numbers(seed);
  }

  /** In a town that stands still nobody moves, and no sponsor changes. */
  static async lived(
    preset: string,
    changes: Record<string, unknown>,
    seed: number,
    isStill = false,
  ): Promise<TownOfChance> {
    await setClock(new Date(moment(1)));
    const town = new TownOfChance(
      await newProgram(preset, { approval: undefined, ...changes }),
      seed,
      isStill,
      preset.startsWith('ev'),
    );
    await town.live('binary' in town.documentOf(preset, changes));
    return town;
  }

  private documentOf(preset: string, changes: Record<string, unknown>): Record<string, unknown> {
    return ['binary-classic', 'ev', 'ev-2026'].includes(preset) ? { binary: true, ...changes } : changes;
  }

  private async live(pays: boolean): Promise<void> {
    for (this.today = 1; this.today <= 31; this.today++) {
      await this.day();
      if (pays && this.today % 7 === 4) await this.match();
    }
    await this.turn(33);
    this.runs.push(await closeMonth(this.program, month, this.draw(2) ? 'approve' : 'post'));
    for (; this.today <= 36; this.today++) await this.day();
    await this.tick();
    await this.approveSome(2);
    if (!pays) return;
    await this.match();
  }

  private async match(): Promise<void> {
    const day = moment(this.today).slice(0, 10);
    await this.turn(this.today + 1);
    this.runs.push(await matchUntil(this.program, day, this.draw(2) ? 'approve' : 'post'));
    this.today -= 1;
  }

  private async turn(day: number): Promise<void> {
    this.today = day;
    this.now = new Date(moment(day));
    await setClock(this.now);
  }

  /** No two things happen at the same moment. */
  private async tick(): Promise<void> {
    this.now = new Date(this.now.getTime() + 1000);
    await setClock(this.now);
  }

  private async day(): Promise<void> {
    await this.turn(this.today);
    if (this.people.length < 16) await this.join();
    for (let event = 0; event < 5; event += 1) {
      await this.tick();
      await this.happen();
    }
    await this.tick();
    await this.approveSome(6);
  }

  private any(): Member {
    const one = this.people[this.draw(this.people.length)];
    if (!one) throw new Error('Nobody lives here.');
    return one;
  }

  private async join(): Promise<void> {
    const sponsorId = this.people.length === 0 ? null : this.any().id;
    const isDistributor = this.draw(6) > 0;
    this.people.push(await joined(this.program, { sponsorId, isDistributor, joinedAt: this.now }));
  }

  /** Some of what is tried is refused, as it would be. */
  private async happen(): Promise<void> {
    const [what, one, actor] = [this.draw(20), this.any(), system(this.program.id)];
    if (what < 8) return this.sell(one);
    if (what < 12) return this.giveBack();
    if (what < 16) return what === 12 || this.isEager ? asSystem((work) => this.activated(work, one)) : this.sell(one);
    if (what === 16) return asSystem((work) => this.deactivated(work, one));
    if (this.isStill && what > 17) return;
    const tried = {
      17: () => changeMemberStatus(actor, { memberId: one.id, status: this.status(), reason: 'test' }),
      18: () => moveMember(actor, { memberId: one.id, parentId: this.any().id }),
      19: () => changeSponsor(actor, { memberId: one.id, sponsorId: this.any().id, reason: 'test' }),
    }[what];
    await tried?.().catch(() => undefined);
  }

  private async activated(work: Work, one: Member): Promise<void> {
    await activate(work, await one.reload(), work.now);
  }

  private async deactivated(work: Work, one: Member): Promise<void> {
    await deactivate(work, await one.reload());
  }

  private status(): 'active' | 'inactive' | 'suspended' {
    return (['active', 'inactive', 'suspended'] as const)[this.draw(3)] ?? 'active';
  }

  /** One in four came late; some have a seller beside or instead of the buyer. */
  private async sell(buyer: Member): Promise<void> {
    this.orders += 1;
    const dated = this.draw(4) === 0 ? Math.max(1, this.today - 1 - this.draw(9)) : null;
    const amount = `${20 + this.draw(500)}.${10 + this.draw(90)}`;
    const who = [{ buyerMemberId: buyer.id }, { buyerMemberId: buyer.id, sellerMemberId: this.any().id }];
    const sold = await recordSale(system(this.program.id), {
      externalOrderId: `chance-${this.program.id}-${this.orders}`,
      amount,
      volume: amount,
      ...(this.draw(3) === 0 ? { sellerMemberId: buyer.id } : who[this.draw(2)]),
      ...(dated === null || this.today === 1 ? {} : { occurredAt: moment(dated) }),
    });
    this.sales.push(sold);
  }

  private async giveBack(): Promise<void> {
    const sale = this.sales[this.draw(this.sales.length || 1)];
    if (!sale) return;
    const part = this.draw(2) ? `${1 + this.draw(60)}.${10 + this.draw(90)}` : undefined;
    await refund(this.program, sale, part).catch(() => undefined);
  }

  private async approveSome(oneIn: number): Promise<void> {
    const waiting = await Commission.findAll({
      where: { programId: this.program.id, status: 'pending' },
      order: ['id'],
    });
    for (const { id } of waiting.filter(() => this.draw(oneIn) === 0))
      await asSystem(async (work) => {
        const line = await Commission.findByPk(id, { transaction: work.tx, rejectOnEmpty: true });
        await approve(work, line, null);
      });
  }
}
