import { z } from 'zod';
import { id, text } from '../core/parse.js';
import { anyOf, scope, signedIn } from '../core/policy.js';
import { query } from '../core/query.js';
import { between, is } from '../http/filter.js';
import { list } from '../http/list.js';
import { downlineSize } from './downline-size.js';
import { positionOf } from './find-position.js';
import { Member, memberStatuses } from './member.js';
import { memberNames } from './names.js';
import { presentMember } from './present-member.js';
import type { MemberDetail } from './present-member.js';
import { Rank } from './rank.js';
import { membersSeenBy, visibleMember } from './scope.js';

export const mayRead = anyOf(signedIn, scope('network:read'), scope('network:write'));

export const members = list({
  name: 'members.list',
  row: Member,
  allow: mayRead,
  scope: membersSeenBy,
  filters: {
    status: is('status', z.enum(memberStatuses)),
    sponsor_id: is('sponsorId', id),
    external_id: is('externalId', text(200)),
    is_distributor: is('isDistributor', z.stringbool()),
    joined: between('joinedAt'),
  },
  sort: ['createdAt', 'joinedAt'],
  present: presentMember,
});

/** A member with name, rank, place and how many stand below. */
export const oneMember = query({
  name: 'members.one',
  input: z.strictObject({ memberId: id }),
  allow: mayRead,

  async run({ input, actor }): Promise<MemberDetail> {
    const member = await visibleMember(actor, input.memberId);
    const position = await positionOf(member);
    const [names, rank] = await Promise.all([
      memberNames([member.id]),
      Rank.findOne({ where: { programId: member.programId, memberId: member.id } }),
    ]);
    return {
      member,
      name: names.get(member.id) ?? '',
      rank: rank?.paidAs ?? null,
      title: rank?.title ?? null,
      position,
      downline: position ? await downlineSize(position) : { members: 0, asOf: null },
    };
  },
});
