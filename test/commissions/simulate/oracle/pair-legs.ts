interface Pair {
  paid: bigint;
  day: string;
  line: { gross: bigint; taxes: { rule: string; tax: bigint }[]; instalment: bigint; back: bigint };
}

/** The legs of one member: what each day added, oldest first, and the pairs formed one by one. */
export class Legs {
  left = 0n;
  right = 0n;
  addedLeft = new Map<string, bigint>();
  addedRight = new Map<string, bigint>();
  flushed: [bigint, bigint] = [0n, 0n];
  lost = 0;
  pairs: Pair[] = [];
}
