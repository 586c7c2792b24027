import { house, wallet, world } from '../ledger/address.js';
import type { Entry, Journal } from '../ledger/journal.js';

interface Settled {
  reference: string;
  memberId: number;
  currency: string;
  net: bigint;
  tax: bigint;
  instalment: bigint;
  fee: bigint;
}

/** The net passes through clearing to the member's bank; what was deducted stays with us, each part in its place. */
export function payoutSettled(payout: Settled, programKey: string): Journal {
  const { reference, memberId, currency, net, tax, instalment, fee } = payout;
  const from = wallet(memberId);
  const clearing = house(programKey, 'payout-clearing');
  const entry = (debit: string, credit: string, amount: bigint, kind: string): Entry => ({
    debit,
    credit,
    money: { amount, currency },
    kind,
  });
  return {
    reference: `${reference}/settled`,
    entries: [
      entry(from, clearing, net, 'payout'),
      entry(clearing, world, net, 'payout'),
      entry(from, house(programKey, 'tax-payable'), tax, 'tax'),
      entry(from, house(programKey, 'instalments'), instalment, 'instalment'),
      entry(from, house(programKey, 'fee-income'), fee, 'fee'),
    ],
  };
}
