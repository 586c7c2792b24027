import { z } from 'zod';
import { system } from '../src/core/actor.js';
import { command } from '../src/core/command.js';
import { systemOnly } from '../src/core/policy.js';
import { installConsequences } from '../src/core/work.js';
import { selectOne } from '../src/db/select.js';
import { db } from '../src/db/sequelize.js';
import { joinNetwork } from '../src/network/join-network.js';
import { Position } from '../src/network/position.js';

// Measures joins, each through a command with its COMMIT: node placement-joins.js WAY PROGRAM FIRST MEMBERS JOINS SEED

const [way = '', ...numbers] = process.argv.slice(2);
const [program = 0, first = 0, members = 0, joins = 0, seed = 0] = numbers.map(Number);
installConsequences({});

const join = command({
  name: 'bench.join',
  input: z.strictObject({ sponsorId: z.number(), placement: z.enum(['breadth_first', 'left_chain', 'right_chain']) }),
  allow: systemOnly,
  run: ({ input, ...work }) => joinNetwork(work, { programId: program, ...input }),
});

/** What placement costs without anything kept for it: level by level until a free slot shows. */
const search = `
  WITH RECURSIVE below AS (
    SELECT member_id, depth, ARRAY[]::int[] AS path FROM positions WHERE member_id = $1 AND program_id = $2
      AND tree_id = (SELECT id FROM trees WHERE program_id = $2)
    UNION ALL
    SELECT next.member_id, next.depth, below.path || next.slot FROM below JOIN positions AS next
      ON next.tree_id = (SELECT id FROM trees WHERE program_id = $2) AND next.parent_id = below.member_id
  )
  SELECT below.member_id::int AS parent FROM below
  WHERE (SELECT count(*) FROM positions
    WHERE tree_id = (SELECT id FROM trees WHERE program_id = $2) AND parent_id = below.member_id) < 2
  ORDER BY depth, path LIMIT 1`;

let state = seed * 2_654_435_761 + 1;
/** The same members in every run of the same seed. */
function random(below: number): number {
  state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1_013_904_223) >>> 0;
  return state % below;
}

const modes = ['breadth_first', 'left_chain', 'right_chain'] as const;
const ways: Record<string, () => Promise<void>> = {
  random: () => joinUnder(first + random(members)),
  root: () => joinUnder(first),
  deep: () => joinUnder(first + random(members), modes[random(3)]),
  async search() {
    const found = await selectOne(search, [first, program], z.object({ parent: z.number() }));
    const member = await join(system(program), { sponsorId: first, placement: 'breadth_first' });
    const place = await Position.findOne({ where: { memberId: member.id, programId: program } });
    if (place?.parentId !== found?.parent) throw new Error('The search finds another place than the command.');
  },
};

const joinUnder = async (sponsorId: number, placement: (typeof modes)[number] = 'breadth_first'): Promise<void> => {
  await join(system(program), { sponsorId, placement });
};

const once = ways[way];
if (!once) throw new Error(`Unknown way: ${way}`);
const warm_ms = way === 'search' ? 0 : joins * 2;
for (const began = performance.now(); performance.now() - began < warm_ms;) await once();
const times: number[] = [];
for (let done = 0; done < joins; done += 1) {
  const began = performance.now();
  await once();
  times.push(performance.now() - began);
}
await db.close();
process.send?.(times, () => process.disconnect());
