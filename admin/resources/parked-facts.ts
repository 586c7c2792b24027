import { ParkedFact } from '../../src/orders/parked-fact.js';
import { office } from '../policies.js';
import { programRows } from '../scope.js';
import { resource } from '../support/resource.js';

/** What was told too early, such as a refund before its sale. */
export const parkedFacts = resource(ParkedFact, {
  group: 'sales',
  icon: 'Inbox',
  see: office,
  scope: programRows,
  title: 'waitsFor',
  list: ['kind', 'waitsFor', 'status', 'result', 'createdAt', 'appliedAt'],
  show: ['payload'],
  filters: ['kind', 'status', 'createdAt', 'appliedAt'],
  search: ['waitsFor'],
  columns: {
    kind: { values: ['refund', 'postback'] },
    status: { kind: 'status', values: ['parked', 'applied', 'dropped'] },
    waitsFor: { kind: 'code' },
  },
});
