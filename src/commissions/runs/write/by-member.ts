/**
 * Rows in order of their members, each member's in the order given; rows of no member (-1) are left out. Members are
 * places in a column, so counting puts millions in order with little more room than the answer.
 */
export function byMember(rows: number, members: number, memberOf: (row: number) => number): Uint32Array {
  const starts = new Uint32Array(members + 1);
  for (let row = 0; row < rows; row++) count(starts, memberOf(row) + 1);
  starts[0] = 0;
  for (let member = 1; member <= members; member++) starts[member] = at(starts, member) + at(starts, member - 1);
  const order = new Uint32Array(at(starts, members));
  for (let row = 0; row < rows; row++) {
    const member = memberOf(row);
    if (member >= 0) order[count(starts, member)] = row;
  }
  return order;
}

const at = (cells: Uint32Array, place: number): number => cells[place] ?? 0;

/** Adds one to a cell and returns what it was. */
function count(cells: Uint32Array, place: number): number {
  const before = at(cells, place);
  cells[place] = before + 1;
  return before;
}
