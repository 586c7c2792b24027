import { minor, real } from './columns.js';
import type { Network } from './network.js';

/** What else rules ask of members, as columns by member; left out, everyone is a distributor with PAN and nothing due. */
export interface People {
  distributors?: Uint8Array;
  withoutPan?: Uint8Array;
  /** Open instalments that are due. */
  instalmentsDue?: BigInt64Array;
}

/** Members as the rules see them at one moment. */
export class Standing {
  private readonly due: BigInt64Array | undefined;

  constructor(
    private readonly network: Network,
    private readonly people: People = {},
  ) {
    this.due = people.instalmentsDue?.slice();
  }

  idOf(member: number): number {
    return real(this.network.ids, member);
  }

  isActive(member: number): boolean {
    return this.network.inactive[member] === 0;
  }

  isDistributor(member: number): boolean {
    return this.people.distributors?.[member] !== 0;
  }

  hasPan(member: number): boolean {
    return this.people.withoutPan?.[member] !== 1;
  }

  isActiveBuyer(member: number, moment: number): boolean {
    return (this.network.activatedAt[member] ?? Infinity) <= moment;
  }

  instalmentDue(member: number): bigint {
    return this.due?.[member] ?? 0n;
  }

  /** What was taken for instalments is no longer due; what is given back is due again. */
  payInstalment(member: number, amount: bigint): void {
    if (this.due) this.due[member] = minor(this.due, member) - amount;
  }
}
