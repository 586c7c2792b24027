import { z } from 'zod';
import { command } from '../core/command.js';
import { Invalid, invalidField } from '../core/errors.js';
import { id, text } from '../core/parse.js';
import { anyOf, programOf, roles, scope } from '../core/policy.js';
import type { Work } from '../core/work.js';
import { memberByExternalId } from './find-member.js';
import { joinNetwork } from './join-network.js';
import type { Placement } from './join-network.js';
import { slot } from './move-member.js';
import { placementModes } from './tree.js';

const input = z.strictObject({
  /** A person of this install; only staff name one. */
  userId: id.optional(),
  /** What the partner's system calls the member. */
  externalId: text(200).optional(),
  sponsorId: id.optional(),
  sponsorExternalId: text(200).optional(),
  /** Left out: as the tree says. */
  placement: z.enum(placementModes).optional(),
  /** A place of choice instead. */
  parentId: id.optional(),
  slot: slot.optional(),
});

type Input = z.output<typeof input>;

/** A partner's key, an owner or an admin makes somebody a member. Without a sponsor he is a root. */
export const addMember = command({
  name: 'member.add',
  input,
  allow: anyOf(roles('owner', 'admin'), scope('network:write')),

  async run(work) {
    const { input: wish, actor } = work;
    refuseNameless(wish, actor.kind === 'key');
    const sponsorId = await sponsorOf(work, wish);
    const { userId = null, externalId = null } = wish;
    const placement = placementOf(wish);
    return joinNetwork(work, { programId: programOf(actor), userId, externalId, sponsorId, placement });
  },
});

function refuseNameless({ userId, externalId }: Input, isKey: boolean): void {
  if (userId === undefined && externalId === undefined) {
    throw new Invalid([{ path: ['externalId'], code: 'required', message: 'is missing' }]);
  }
  if (userId !== undefined && isKey) throw invalidField('userId', 'is for staff; a key names members by external id');
}

async function sponsorOf({ actor, tx }: Work, { sponsorId, sponsorExternalId }: Input): Promise<number | null> {
  if (sponsorExternalId === undefined) return sponsorId ?? null;
  if (sponsorId !== undefined) throw invalidField('sponsorExternalId', 'overlaps with the sponsor’s id');
  return (await memberByExternalId(programOf(actor), sponsorExternalId, tx)).id;
}

function placementOf({ placement, parentId, slot: wanted }: Input): Placement | undefined {
  if (parentId === undefined) {
    if (wanted !== undefined) throw invalidField('slot', 'needs the parent whose slot it is');
    return placement;
  }
  if (placement !== undefined) throw invalidField('placement', 'overlaps with the parent');
  return { parentId, slot: wanted ?? null };
}
