import { z } from 'zod';
import { publicUrl } from '../http/public-url.js';
import { archivable } from './campaign.js';
import type { Campaign } from './campaign.js';
import type { Click } from './click.js';
import type { Link } from './link.js';
import type { Prospect } from './prospect.js';
import type { ReferralToken } from './referral-token.js';

// What the API shows of visits. Answers carry only what their schema declares.

const identity = z.number();
const reference = z.number().nullable();
const moment = z.date();
const words = z.string().nullable();

export const campaignAnswer = z.object({
  id: identity,
  name: z.string(),
  ownerId: reference,
  status: z.enum(archivable),
  createdAt: moment,
});

export const presentCampaign = ({ id, name, ownerId, status, createdAt }: Campaign) => ({
  id,
  name,
  ownerId,
  status,
  createdAt,
});

export const linkAnswer = z.object({
  id: identity,
  code: z.string(),
  /** What to share. */
  url: z.string(),
  name: words,
  destination: z.string(),
  memberId: reference,
  ownerId: reference,
  campaignId: reference,
  status: z.enum(archivable),
  createdAt: moment,
});

export const presentLink = (link: Link) => ({
  id: link.id,
  code: link.code,
  url: linkUrl(link.code),
  name: link.name,
  destination: link.destination,
  memberId: link.memberId,
  ownerId: link.ownerId,
  campaignId: link.campaignId,
  status: link.status,
  createdAt: link.createdAt,
});

/** The address to share. */
export const linkUrl = (code: string): string => publicUrl(`/r/${code}`);

export const tokenAnswer = z.object({
  id: identity,
  token: z.string(),
  code: z.string(),
  linkId: reference,
  memberId: reference,
  sourceUrl: words,
  createdAt: moment,
  expiresAt: moment,
});

export const presentToken = (token: ReferralToken) => ({
  id: token.id,
  token: token.token,
  code: token.code,
  linkId: token.linkId,
  memberId: token.memberId,
  sourceUrl: token.sourceUrl,
  createdAt: token.createdAt,
  expiresAt: token.expiresAt,
});

const visitAnswer = z.object({
  id: identity,
  linkId: reference,
  campaignId: reference,
  memberId: reference,
  buyerId: reference,
  teamId: reference,
  ipAddress: words,
  userAgent: words,
  referralSource: words,
  device: words,
  os: words,
  browser: words,
  isBot: z.boolean(),
  createdAt: moment,
});

const presentVisit = (visit: Click | Prospect) => ({
  id: visit.id,
  linkId: visit.linkId,
  campaignId: visit.campaignId,
  memberId: visit.memberId,
  buyerId: visit.buyerId,
  teamId: visit.teamId,
  ipAddress: visit.ip,
  userAgent: visit.userAgent,
  referralSource: visit.referrer,
  device: visit.device,
  os: visit.os,
  browser: visit.browser,
  isBot: visit.isBot,
  createdAt: visit.createdAt,
});

export const clickAnswer = visitAnswer.extend({ clickId: z.string(), params: z.record(z.string(), z.string()) });
export const presentClick = (click: Click) => ({
  ...presentVisit(click),
  clickId: click.clickId,
  params: click.params,
});

export const prospectAnswer = visitAnswer.extend({ visitId: words, metadata: z.record(z.string(), z.unknown()) });
export const presentProspect = (prospect: Prospect) => ({
  ...presentVisit(prospect),
  visitId: prospect.visitId,
  metadata: prospect.metadata,
});
