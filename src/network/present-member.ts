import { z } from 'zod';
import { applicationStatuses } from './distributor-application.js';
import type { DistributorApplication } from './distributor-application.js';
import type { DownlineSize } from './downline-size.js';
import { memberStatuses } from './member.js';
import type { Member } from './member.js';
import type { Position } from './position.js';

export const memberSchema = z.object({
  id: z.number(),
  userId: z.number().nullable(),
  externalId: z.string().nullable(),
  sponsorId: z.number().nullable(),
  status: z.enum(memberStatuses),
  isDistributor: z.boolean(),
  joinedAt: z.date(),
  activatedAt: z.date().nullable(),
  custom: z.record(z.string(), z.unknown()),
  createdAt: z.date(),
});

/** A member, as the API shows one. */
export const presentMember = (member: Member): z.input<typeof memberSchema> => ({
  id: member.id,
  userId: member.userId,
  externalId: member.externalId,
  sponsorId: member.sponsorId,
  status: member.status,
  isDistributor: member.isDistributor,
  joinedAt: member.joinedAt,
  activatedAt: member.activatedAt,
  custom: member.custom,
  createdAt: member.createdAt,
});

export const placeSchema = z
  .object({ parentId: z.number().nullable(), slot: z.number().nullable(), level: z.number() })
  .meta({ description: 'Where the member stands; a root is at level 1, with neither parent nor slot.' });

export const presentPlace = ({ parentId, slot, depth }: Position): z.input<typeof placeSchema> => ({
  parentId,
  slot,
  level: depth,
});

export const memberDetailSchema = memberSchema.extend({
  name: z.string(),
  rank: z.string().nullable(),
  title: z.string().nullable(),
  place: placeSchema.nullable(),
  downline: z.object({ members: z.number(), asOf: z.date().nullable() }),
});

export interface MemberDetail {
  member: Member;
  name: string;
  rank: string | null;
  title: string | null;
  position: Position | null;
  downline: DownlineSize;
}

export const presentMemberDetail = ({ member, position, ...rest }: MemberDetail) => ({
  ...presentMember(member),
  ...rest,
  place: position && presentPlace(position),
});

export const applicationSchema = z.object({
  id: z.number(),
  memberId: z.number(),
  status: z.enum(applicationStatuses),
  note: z.string().nullable(),
  decidedAt: z.date().nullable(),
  createdAt: z.date(),
});

export const presentApplication = (row: DistributorApplication): z.input<typeof applicationSchema> => ({
  id: row.id,
  memberId: row.memberId,
  status: row.status,
  note: row.note,
  decidedAt: row.decidedAt,
  createdAt: row.createdAt,
});
