import { changeMemberStatus } from '../../src/network/change-status.js';
import { changeSponsor } from '../../src/network/change-sponsor.js';
import { memberStatuses, Member } from '../../src/network/member.js';
import { moveMember } from '../../src/network/move-member.js';
import { membersSeenBy } from '../../src/network/scope.js';
import { whyMember } from '../pages/why.js';
import { staff } from '../policies.js';
import { commandAction } from '../support/panel-action.js';
import { resource } from '../support/resource.js';

const name = `coalesce((SELECT coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), username) FROM users
  WHERE users.id = "Member"."user_id"), "Member"."external_id", 'Member ' || "Member"."id")`;
const rank = (column: 'paid_as' | 'title'): string =>
  `(SELECT ${column} FROM ranks WHERE ranks.program_id = "Member"."program_id" AND ranks.member_id = "Member"."id")`;
const ofMember = ({ id }: Member) => ({ memberId: id });

export const members = resource(Member, {
  group: 'network',
  icon: 'Share2',
  see: staff,
  scope: membersSeenBy,
  title: { sql: name },
  list: ['name', 'sponsorId', 'status', 'isDistributor', 'activatedAt', 'joinedAt'],
  show: ['paidAs', 'title', 'userId', 'externalId', 'custom', 'createdAt'],
  filters: ['status', 'isDistributor', 'sponsorId', 'userId', 'joinedAt', 'activatedAt'],
  search: ['externalId'],
  columns: {
    name: { kind: 'text', sql: name },
    paidAs: { kind: 'text', sql: rank('paid_as') },
    title: { kind: 'text', sql: rank('title') },
    status: { kind: 'status', values: memberStatuses },
    sponsorId: { of: 'members' },
    userId: { of: 'users' },
    externalId: { kind: 'text' },
  },
  sort: { by: 'joinedAt', direction: 'desc' },
  panels: { why: whyMember },
  related: [
    { resource: 'commissions', by: 'beneficiaryId' },
    { resource: 'payouts', by: 'memberId' },
    { resource: 'sales', by: 'sellerMemberId' },
    { resource: 'members', by: 'sponsorId' },
    { resource: 'positions', by: 'memberId' },
    { resource: 'rank_history', by: 'memberId' },
    { resource: 'links', by: 'memberId' },
    { resource: 'kyc_cases', by: 'memberId' },
  ],
  actions: {
    changeStatus: commandAction({
      command: changeMemberStatus,
      icon: 'ToggleLeft',
      when: ({ status }) => status !== 'closed',
      input: ofMember,
      initial: ({ status }) => ({ status }),
    }),
    changeSponsor: commandAction({ command: changeSponsor, icon: 'GitMerge', input: ofMember }),
    move: commandAction({ command: moveMember, icon: 'Move', input: ofMember }),
  },
});
