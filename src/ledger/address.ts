/** What a program keeps its own side of the books in; these accounts have no cached balance and no limit. */
export type HouseAccount =
  | 'commission-expense'
  | 'tax-payable'
  | 'payout-clearing'
  | 'instalments'
  | 'fee-income'
  | 'adjustments'
  | 'refunds-payable'
  | 'points'
  | 'funding';

/** What the member may ask to be paid out. */
export const wallet = (memberId: number): string => `member:${memberId}:wallet`;
/** Negative while the member owes what a refund took back. */
export const recovery = (memberId: number): string => `member:${memberId}:recovery`;
/** The member's own money that waits for instalments not yet due. */
export const reserve = (memberId: number): string => `member:${memberId}:reserve`;
/** Advertising money entrusted to a buyer. */
export const budget = (userId: number): string => `budget:${userId}`;
export const house = (programKey: string, name: HouseAccount): string => `house:${programKey}:${name}`;
/** Everything outside the install: banks, tax offices, customers. */
export const world = 'world';

/** Whose money it is: `member:42`, `user:7`, or null for the house and the world. */
export function ownerOf(address: string): string | null {
  const [kind, number] = address.split(':');
  if (kind === 'member') return `member:${number}`;
  return kind === 'budget' ? `user:${number}` : null;
}

/** How low an owned account may go: what a member owes has no floor, everything else stops at zero. */
export const floorOf = (address: string): bigint | null =>
  ownerOf(address) === null || address.endsWith(':recovery') ? null : 0n;
