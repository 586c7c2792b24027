import { createHash, randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { int } from '../db/row-schema.js';
import { selectOne } from '../db/select.js';
import { defaultProgram, programById } from '../programs/find-program.js';
import type { Program } from '../programs/program.js';
import { arriveOnPage, recorded } from '../tracking/arrive.js';
import type { Arrived } from '../tracking/arrive.js';
import { browserFacts, codeIn } from '../tracking/browser-facts.js';
import { tokenFromCookie } from '../tracking/referral-cookie.js';
import { storeProspect } from '../tracking/store-prospects.js';
import { visitLimited } from '../tracking/visit-limit.js';

/** A visitor on one of our landing pages, and what the order form has to take along. */
export interface Arrival {
  program: Program;
  /** Null when the visit could not be stored. */
  visitId: string | null;
  /** The code, where no cookie carries it. */
  ref: string | null;
  /** The token of the address, where a cookie may have been refused. */
  referralToken: string | null;
}

/** Stores who is looking at the page, as one prospect for one visit, and keeps whoever sent him. */
export async function arrival(request: Request, response: Response): Promise<Arrival> {
  const stored = await recorded(response, () => visitLimited(request, () => store(request, response)));
  return stored ?? { program: await defaultProgram(), visitId: null, ref: codeIn(request.query), referralToken: null };
}

async function store(request: Request, response: Response): Promise<Arrival> {
  const arrived = await arriveOnPage(request, response);
  const fresh = arrived?.visit?.token;
  const referralToken = tokenIn(request);
  const token = fresh ?? referralToken ?? tokenFromCookie(request.headers.cookie);
  const program = await programOfVisit(arrived, token);
  const known = { ref: fresh ? null : codeIn(request.query), referralToken };
  const visitId = await storeLooking(request, { programId: program.id, code: known.ref, token });
  return { program, visitId, ...known };
}

/** One prospect for one token, however often its page is looked at. */
async function storeLooking(
  request: Request,
  sent: { programId: number; code: string | null; token: string | null },
): Promise<string> {
  const visitId = `page-${sent.token ? digest(sent.token) : randomUUID()}`;
  if (request.method !== 'HEAD') await storeProspect({ ...browserFacts(request), ...sent, visitId, metadata: {} });
  return visitId;
}

/** The visitor is shown the program whose link brought him. */
async function programOfVisit(arrived: Arrived | null, token: string | null): Promise<Program> {
  if (arrived) return programById(arrived.referrer.programId);
  const sql = 'SELECT program_id AS id FROM referral_tokens WHERE token = $1 AND expires_at > now()';
  const known = token ? await selectOne(sql, [token], z.object({ id: int })) : undefined;
  return known ? programById(known.id) : defaultProgram();
}

export function tokenIn(request: Request): string | null {
  const token = request.query['referral_token'];
  return typeof token === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(token) ? token : null;
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url').slice(0, 24);
