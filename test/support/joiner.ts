import { join } from './network.js';
import { Tree } from '../../src/network/tree.js';

// Joins several at once under one sponsor and says where they stand: node joiner.js TREE SPONSOR COUNT

const [tree = 0, sponsorId = 0, count = 0] = process.argv.slice(2).map(Number);
const found = await Tree.findByPk(tree, { rejectOnEmpty: true });
const members = await Promise.all(Array.from({ length: count }, () => join(found, { sponsorId })));
process.stdout.write(`${JSON.stringify({ ready: true, members: members.map(({ id }) => id) })}\n`);
process.exit();
