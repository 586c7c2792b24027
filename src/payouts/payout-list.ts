import { z } from 'zod';
import { findOrRefuse } from '../core/lock.js';
import { id } from '../core/parse.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { is } from '../http/filter.js';
import { list } from '../http/list.js';
import { Payout, payoutStatuses } from './payout.js';
import { presentPayout } from './present-payout.js';
import { payoutsSeenBy } from './scope.js';

const readers = anyOf(signedIn, scope('payouts:read'));

export const listPayouts = list({
  name: 'payouts',
  row: Payout,
  allow: readers,
  scope: payoutsSeenBy,
  filters: { status: is('status', z.enum(payoutStatuses)), member_id: is('memberId', id) },
  sort: ['createdAt', 'amount'],
  present: presentPayout,
});

export const showPayout = query({
  name: 'payout.show',
  input: z.strictObject({ payoutId: id }),
  allow: readers,
  run: ({ input, actor }) => findOrRefuse(Payout, input.payoutId, payoutsSeenBy(actor)),
});
