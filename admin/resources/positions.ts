import { Position } from '../../src/network/position.js';
import { officeAndLeads } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

export const positions = resource(Position, {
  group: 'network',
  icon: 'GitBranch',
  see: officeAndLeads,
  scope: programRows,
  title: { sql: `'Position of member ' || "Position"."member_id"` },
  list: ['memberId', 'parentId', 'slot', 'depth', 'subtreeSize', 'subtreeVolume', 'freeDistance', 'placedAt'],
  show: ['treeId', 'rolledUpAt'],
  filters: ['memberId', 'parentId', 'depth', 'placedAt'],
  columns: { memberId: { of: 'members' }, parentId: { of: 'members' }, subtreeVolume: { kind: 'volume' } },
  sort: { by: 'placedAt', direction: 'desc' },
});
