import type { Plan } from '../../../src/programs/plan-document.js';

/** Facts of an explanation, as JSON leaves the house. */
export type Told = Record<string, unknown>;

/** What stands in an explanation, read without the code that wrote it: decimals as cents, and nothing assumed. */
export class Facts {
  constructor(private readonly told: Told) {}

  has(name: string): boolean {
    return this.told[name] !== undefined && this.told[name] !== null;
  }

  flag(name: string): boolean {
    return this.told[name] === true;
  }

  text(name: string): string {
    return typeof this.told[name] === 'string' ? this.told[name] : '';
  }

  number(name: string): number {
    const value = this.told[name];
    if (typeof value !== 'number') throw new Error(`${name} is no number: ${JSON.stringify(this.told)}`);
    return value;
  }

  /** "12.34" and "12" alike; volume and money have two decimals, members none. */
  cents(name: string): bigint {
    const value = this.told[name];
    if (typeof value !== 'string' || !/^-?\d+(\.\d\d)?$/.test(value))
      throw new Error(`${name} is no amount: ${JSON.stringify(this.told)}`);
    return BigInt(value.replace('.', ''));
  }

  part(name: string): Facts {
    return new Facts((this.told[name] ?? {}) as Told);
  }

  list(name: string): Facts[] {
    return ((this.told[name] ?? []) as Told[]).map((one) => new Facts(one));
  }

  texts(name: string): string[] {
    return (this.told[name] ?? []) as string[];
  }
}

/** A product over a divisor, half away from zero, by its own reckoning. */
export function rounded(product: bigint, divisor: bigint): bigint {
  const [size, sign] = product < 0n ? [-product, -1n] : [product, 1n];
  const whole = size / divisor;
  return sign * ((size % divisor) * 2n >= divisor ? whole + 1n : whole);
}

/** Says where two figures that have to be equal are not. */
export class Complaints {
  readonly found: string[] = [];

  constructor(private readonly about: string) {}

  equal(what: string, told: bigint | number | string, recounted: bigint | number | string): void {
    if (told !== recounted) this.found.push(`${this.about}: ${what} is told as ${told}, and is ${recounted}`);
  }
}

/** Recounts the amount of a line from its own facts. */
export function recountLine(facts: Facts, plan: Plan, complaints: Complaints): void {
  if (facts.text('cause') !== '') return recountBack(facts, complaints);
  if (facts.text('kind') === 'pair') recountPairs(facts, complaints);
  else recountEvent(facts, plan, complaints);
  recountCredit(facts, complaints);
}

function recountEvent(facts: Facts, plan: Plan, complaints: Complaints): void {
  if (!facts.flag('is_due')) return complaints.equal('what is not due', facts.cents('amount'), 0n);
  const amount = facts.cents('amount');
  if (facts.has('rate_bp')) {
    const product = facts.cents('base') * BigInt(facts.number('rate_bp'));
    complaints.equal('the amount', amount, rounded(product, 10_000n));
    const [whole = '', decimals = ''] = facts.text('exact').split('.');
    complaints.equal('the exact amount', BigInt(whole + decimals.padEnd(6, '0')), product);
  } else {
    const fixed = facts.text('kind') === 'referral' ? plan.referral?.amount : levelOf(facts, plan);
    complaints.equal('the fixed amount', amount, fixed ?? 0n);
  }
}

const levelOf = (facts: Facts, { levels }: Plan): bigint | undefined => levels?.amounts?.[facts.number('level') - 1];

function recountPairs(facts: Facts, complaints: Complaints): void {
  const value = facts.cents('pair_value');
  const [formed, paid, flushed] = [facts.number('formed'), facts.number('paid'), facts.number('flushed')];
  const had = (['left', 'right'] as const).map((side) => {
    const leg = facts.part(side);
    const back = leg.has('reversed') ? leg.cents('reversed') : 0n;
    const brought = leg.cents('carried') + leg.cents('added') - back + value * BigInt(facts.number('undone_before'));
    complaints.equal(`what the ${side} leg had`, leg.cents('available'), brought);
    complaints.equal(`what is left ${side}`, leg.cents('carried_on'), brought - value * BigInt(formed + flushed));
    return brought;
  });
  const smaller = had.reduce((a, b) => (a < b ? a : b));
  complaints.equal('possible pairs', facts.number('possible'), Number(smaller / value));
  const reasons = facts.texts('reasons');
  complaints.equal('paid pairs', paid, formed - (reasons.includes('first_pair') ? 1 : 0));
  recountRoom(facts, complaints);
  recountGross(facts, complaints);
  recountInstalment(facts, complaints);
  recountTax(facts, complaints);
}

/** Tax as the run reckoned it, by a rule that taxes each payment alone. */
function recountTax(facts: Facts, complaints: Complaints): void {
  const [rule, more] = facts.list('tax_rules');
  if (!rule) return complaints.equal('tax without a rule', facts.cents('tax'), 0n);
  if (more || rule.text('basis') !== 'payment' || rule.number('rate_bp') !== rule.number('rate_without_pan_bp')) return;
  complaints.equal('tax', facts.cents('tax'), rounded(facts.cents('amount') * BigInt(rule.number('rate_bp')), 10_000n));
}

/** As many pairs as the legs give, the cap's window leaves, and the limit for whoever is no Active Buyer allows. */
function recountRoom(facts: Facts, complaints: Complaints): void {
  const [formed, possible, reasons] = [facts.number('formed'), facts.number('possible'), facts.texts('reasons')];
  const [cap, limit] = [facts.part('cap_window'), facts.part('limit')];
  const room = cap.has('room') ? Math.min(possible, cap.number('room')) : possible;
  if (reasons.some((reason) => reason.endsWith('_cap'))) {
    if (cap.has('room')) complaints.equal('pairs within the cap', formed, room);
  } else if (reasons.includes('inactive_limit')) {
    const left = limit.number('pairs') - facts.number('formed_before');
    if (!limit.has('credited_before')) return complaints.equal('pairs over the limit', Math.max(0, formed - left), 0);
    const credited = limit.cents('credited_before') + netThen(facts);
    if (credited < limit.cents('net')) complaints.equal('pairs within the limit', formed, Math.min(room, left));
  } else complaints.equal('formed pairs', formed, room);
}

const netThen = (facts: Facts): bigint =>
  facts.cents('amount') - facts.cents('tax') - (facts.has('instalment') ? facts.cents('instalment') : 0n);

function recountGross(facts: Facts, complaints: Complaints): void {
  const full = facts.cents('base') * BigInt(facts.number('paid'));
  if (!facts.texts('reasons').includes('partial')) return complaints.equal('the amount', facts.cents('amount'), full);
  const limit = facts.part('limit');
  complaints.equal('the net under the limit', limit.cents('credited_before') + netThen(facts), limit.cents('net'));
}

function recountInstalment(facts: Facts, complaints: Complaints): void {
  const share = facts.part('instalment_share');
  if (!share.has('rate_bp')) return;
  const before = facts.number('formed_before');
  const exempt = Math.min(Math.max(0, share.number('from_pair') - 1 - before), facts.number('formed'));
  const isFirst = facts.texts('reasons').includes('first_pair') && exempt > 0;
  const base = facts.cents('amount') - facts.cents('base') * BigInt(exempt - (isFirst ? 1 : 0));
  complaints.equal('the base of instalments', facts.cents('instalment_base'), base > 0n ? base : 0n);
  const wanted = rounded((base > 0n ? base : 0n) * BigInt(share.number('rate_bp')), 10_000n);
  const told = facts.cents('instalment');
  if (!share.flag('applies')) complaints.equal('instalments', told, 0n);
  else if (!share.flag('only_if_due') || told > wanted) complaints.equal('instalments', told, wanted);
}

/** What reached the wallet, and each tax by its own rule. */
function recountCredit(facts: Facts, complaints: Complaints): void {
  if (!['approved', 'paid', 'reversed'].includes(facts.text('status')) || !facts.has('net_credited')) return;
  const parts = facts.list('deductions');
  const due = facts.cents('amount') - facts.cents('reversed');
  const off = parts.reduce((sum, part) => sum + part.cents('amount'), 0n);
  if (facts.text('status') !== 'reversed' || facts.cents('net_credited') > 0n)
    complaints.equal('the net', facts.cents('net_credited'), due - off);
  for (const tax of facts.list('taxes')) {
    const base = tax.cents('base');
    const whole = rounded(base * BigInt(tax.number('rate_bp')), 10_000n) - tax.cents('taken_before');
    const most = tax.has('ceiling') && tax.cents('ceiling') < due ? tax.cents('ceiling') : due;
    complaints.equal(`the tax ${tax.text('rule')}`, tax.cents('amount'), whole < most ? whole : most);
  }
  complaints.equal(
    'explained taxes',
    facts.list('taxes').length,
    parts.filter((one) => one.text('kind') === 'tax').length,
  );
}

/** What a line takes back, from what it says of the line it takes back from. */
function recountBack(facts: Facts, complaints: Complaints): void {
  const taken = -facts.cents('amount');
  if (facts.text('cause') === 'refund') {
    const upTo = rounded(facts.cents('original_amount') * facts.cents('refunded_total'), facts.cents('sale_amount'));
    complaints.equal('taken in all', facts.cents('taken_in_all'), upTo);
    complaints.equal('taken now', taken, upTo - facts.cents('taken_before'));
  }
  if (facts.text('cause') === 'deactivation')
    complaints.equal('taken now', taken, facts.cents('original_amount') - facts.cents('taken_before'));
  if (facts.text('cause') === 'undone') recountUndone(facts, complaints, taken);
  if (!facts.has('net_credited')) return;
  const off = facts.list('deductions').reduce((sum, part) => sum + part.cents('amount'), 0n);
  complaints.equal('the net taken', facts.cents('net_credited'), -taken - off);
}

function recountUndone(facts: Facts, complaints: Complaints, taken: bigint): void {
  if (facts.has('takes_back')) {
    const named = facts.list('takes_back').reduce((sum, part) => sum + part.number('pairs'), 0);
    complaints.equal('undone pairs', facts.number('undone'), named + facts.number('undone_uncredited'));
    return;
  }
  const left = facts.cents('original_amount') - facts.cents('taken_before');
  const worth = facts.cents('each') * BigInt(facts.number('paid_pairs_left'));
  complaints.equal('taken now', taken, left - (worth < left ? worth : left));
}
