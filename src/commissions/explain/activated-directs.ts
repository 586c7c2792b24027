import { z } from 'zod';
import { int } from '../../db/row-schema.js';
import { select } from '../../db/select.js';
import { isAtOrAbove } from '../../network/upline.js';

/** So many are looked at, the first activated first. */
const most_looked = 50;

const activated = `
  SELECT members.id FROM members AS sponsor
  JOIN members ON members.program_id = sponsor.program_id AND members.sponsor_id = sponsor.id
  WHERE sponsor.id = $1 AND members.activated_at < $2
  ORDER BY members.activated_at, members.id LIMIT ${most_looked}`;

interface Asked {
  memberId: number;
  until: Date;
  enough: number;
}

/** How many activated members whom a member brought stand below him; counts no further than to what is enough. */
export async function activatedDirects({ memberId, until, enough }: Asked): Promise<number> {
  const directs = await select(activated, [memberId, until], z.object({ id: int }));
  let below = 0;
  for (const { id } of directs) {
    if (below >= enough) break;
    if (await isAtOrAbove(memberId, id, 'placement')) below += 1;
  }
  return below;
}
