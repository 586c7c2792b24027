import { endpoint } from '../http/endpoint.js';
import { pageOf } from '../http/list.js';
import { group } from '../http/route.js';
import { addMember } from './add-member.js';
import { changeSponsor } from './change-sponsor.js';
import { changeMemberStatus } from './change-status.js';
import { applyAsDistributor, decideDistributor } from './distributors.js';
import { memberDownline, memberUpline, relativeSchema } from './lines.js';
import { members, oneMember } from './members.js';
import { moveMember } from './move-member.js';
import { placeMember } from './place-member.js';
import {
  applicationSchema,
  memberDetailSchema,
  memberSchema,
  placeSchema,
  presentApplication,
  presentMember,
  presentMemberDetail,
  presentPlace,
} from './present-member.js';
import { distributorApplications, holdingTank, holdingTankSchema } from './waiting.js';

export const network = group('members');

const asMember = { present: presentMember, answer: memberSchema } as const;

endpoint(network, {
  method: 'get',
  path: '/members',
  summary: 'Members: all of the program, or oneself and everybody below',
  query: members,
  answer: pageOf(memberSchema),
});

endpoint(network, {
  method: 'post',
  path: '/members',
  summary: 'Make somebody a member; without a sponsor, a root',
  command: addMember,
  status: 201,
  ...asMember,
});

endpoint(network, {
  method: 'get',
  path: '/members/:memberId',
  summary: 'A member with name, rank, place and the number of people below',
  query: oneMember,
  present: presentMemberDetail,
  answer: memberDetailSchema,
});

endpoint(network, {
  method: 'get',
  path: '/members/:memberId/downline',
  summary: 'Everybody below a member, each followed by his own downline',
  query: memberDownline,
  answer: pageOf(relativeSchema),
});

endpoint(network, {
  method: 'get',
  path: '/members/:memberId/upline',
  summary: 'Everybody above a member, nearest first, by placement or by sponsor',
  query: memberUpline,
  answer: pageOf(relativeSchema),
});

endpoint(network, {
  method: 'put',
  path: '/members/:memberId/placement',
  summary: 'Take a member out of the holding tank',
  command: placeMember,
  ...asMember,
});

endpoint(network, {
  method: 'put',
  path: '/members/:memberId/position',
  summary: 'Move a member, with everybody below, somewhere else',
  command: moveMember,
  present: presentPlace,
  answer: placeSchema,
});

endpoint(network, {
  method: 'put',
  path: '/members/:memberId/sponsor',
  summary: 'Correct who brought a member',
  command: changeSponsor,
  ...asMember,
});

endpoint(network, {
  method: 'put',
  path: '/members/:memberId/status',
  summary: 'Make a member active, inactive, suspended or closed',
  command: changeMemberStatus,
  ...asMember,
});

endpoint(network, {
  method: 'get',
  path: '/holding-tank',
  summary: 'Members who wait for a place',
  query: holdingTank,
  answer: pageOf(holdingTankSchema),
});

endpoint(network, {
  method: 'get',
  path: '/distributor-applications',
  summary: 'Who asked to become a distributor',
  query: distributorApplications,
  answer: pageOf(applicationSchema),
});

endpoint(network, {
  method: 'post',
  path: '/distributor-applications',
  summary: 'Ask to become a distributor',
  command: applyAsDistributor,
  present: presentApplication,
  answer: applicationSchema,
  status: 201,
});

endpoint(network, {
  method: 'put',
  path: '/distributor-applications/:applicationId/decision',
  summary: 'Say yes or no to an application',
  command: decideDistributor,
  present: presentApplication,
  answer: applicationSchema,
});
