import { describe, expect, test } from '@jest/globals';
import type { Actor, Role } from '../../src/core/actor.js';
import { visitor } from '../../src/core/actor.js';
import { addTeamMember } from '../../src/users/add-team-member.js';
import { archiveTeam } from '../../src/users/archive-team.js';
import { changeRole } from '../../src/users/change-role.js';
import { createTeam } from '../../src/users/create-team.js';
import { moveTeamMember } from '../../src/users/move-team-member.js';
import { removeTeamMember } from '../../src/users/remove-team-member.js';
import { teamIdOf, userIdsSeenBy } from '../../src/users/team-scope.js';
import { TeamMember } from '../../src/users/team-member.js';
import type { Team } from '../../src/users/team.js';
import { oneTeam, teamMembers, teams } from '../../src/users/teams.js';
import { updateTeam } from '../../src/users/update-team.js';
import { newActor, newUser } from './people.js';

const owner = await newActor('owner');
const admin = await newActor('admin');
const code = (name: string) => expect.objectContaining({ code: name });
let made = 0;
const name = (): string => `Team ${String((made += 1))}`;

const teamOf = async (lead: Actor | null = null): Promise<Team> =>
  createTeam(owner, { name: name(), teamLeadId: lead?.userId ?? null });
const buyer = async (): Promise<number> => (await newUser('buyer')).id;

describe('making a team', () => {
  test('is for owner, admin and team leads; the team of a lead is the own', async () => {
    const lead = await newActor('team_lead');
    expect((await createTeam(lead, { name: name() })).teamLeadId).toBe(lead.userId);
    expect((await createTeam(admin, { name: name() })).teamLeadId).toBeNull();
    for (const role of ['buyer', 'telemarketer', 'funds_coordinator', 'affiliate', 'customer'] as Role[]) {
      await expect(createTeam(await newActor(role), { name: name() })).rejects.toEqual(code('not_allowed'));
    }
    await expect(createTeam(visitor(), { name: name() })).rejects.toEqual(code('sign_in_required'));
  });

  test('needs a name of its own, whatever its case', async () => {
    await createTeam(owner, { name: 'North' });
    await expect(createTeam(owner, { name: 'NORTH' })).rejects.toEqual(code('duplicate'));
  });

  test('takes only a team lead as lead, of one team at most', async () => {
    const lead = await newActor('team_lead');
    await teamOf(lead);
    await expect(teamOf(lead)).rejects.toEqual(code('invalid'));
    await expect(createTeam(owner, { name: name(), teamLeadId: await buyer() })).rejects.toEqual(code('invalid'));
    await expect(createTeam(await newActor('team_lead'), { name: name(), teamLeadId: lead.userId })).rejects.toEqual(
      code('not_allowed'),
    );
  });

  test('twice at the same moment for one lead makes one team', async () => {
    const lead = await newActor('team_lead');
    const outcomes = await Promise.allSettled([teamOf(lead), teamOf(lead), teamOf(lead)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('changing a team', () => {
  test('renames it, and gives it another lead or none', async () => {
    const [one, two] = [await newActor('team_lead'), await newActor('team_lead')];
    const team = await teamOf(one);
    expect((await updateTeam(one, { teamId: team.id, name: 'Renamed' })).name).toBe('Renamed');
    expect((await updateTeam(admin, { teamId: team.id, teamLeadId: two.userId })).teamLeadId).toBe(two.userId);
    expect((await updateTeam(admin, { teamId: team.id, teamLeadId: null })).teamLeadId).toBeNull();
  });

  test('of others is not found for a team lead', async () => {
    const lead = await newActor('team_lead');
    const team = await teamOf(await newActor('team_lead'));
    const userId = await buyer();
    for (const attempt of [
      () => updateTeam(lead, { teamId: team.id, name: 'Mine' }),
      () => archiveTeam(lead, { teamId: team.id }),
      () => addTeamMember(lead, { teamId: team.id, userId }),
      () => removeTeamMember(lead, { teamId: team.id, userId }),
    ]) {
      await expect(attempt()).rejects.toEqual(code('not_found'));
    }
  });

  test('does not let a lead hand the team to somebody else', async () => {
    const lead = await newActor('team_lead');
    const team = await teamOf(lead);
    const other = await newActor('team_lead');
    await expect(updateTeam(lead, { teamId: team.id, teamLeadId: other.userId })).rejects.toEqual(code('not_allowed'));
  });
});

describe('people in teams', () => {
  test('are in one team at most', async () => {
    const [one, two] = [await teamOf(), await teamOf()];
    const userId = await buyer();
    await addTeamMember(owner, { teamId: one.id, userId });
    await expect(addTeamMember(owner, { teamId: two.id, userId })).rejects.toEqual(code('conflict'));
    await expect(addTeamMember(owner, { teamId: one.id, userId })).rejects.toEqual(code('conflict'));
  });

  test('taken by ten teams at once are in one', async () => {
    const userId = await buyer();
    const all = await Promise.all(Array.from({ length: 6 }, () => teamOf()));
    const outcomes = await Promise.allSettled(all.map(({ id: teamId }) => addTeamMember(owner, { teamId, userId })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await TeamMember.count({ where: { userId, leftAt: null } })).toBe(1);
  });

  test('are buyers and telemarketers', async () => {
    const { id: teamId } = await teamOf();
    await addTeamMember(owner, { teamId, userId: (await newUser('telemarketer')).id });
    for (const role of ['owner', 'admin', 'team_lead', 'funds_coordinator', 'affiliate', 'customer'] as Role[]) {
      await expect(addTeamMember(owner, { teamId, userId: (await newUser(role)).id })).rejects.toEqual(code('invalid'));
    }
  });

  test('move with their history', async () => {
    const [from, to] = [await teamOf(), await teamOf()];
    const userId = await buyer();
    const { joinedAt } = await addTeamMember(owner, { teamId: from.id, userId });
    const stay = await moveTeamMember(admin, { userId, teamId: to.id });
    expect(await teamIdOf(userId, joinedAt)).toBe(from.id);
    expect(await teamIdOf(userId, stay.joinedAt)).toBe(to.id);
    expect(await TeamMember.count({ where: { userId } })).toBe(2);
    await moveTeamMember(admin, { userId, teamId: to.id });
    expect(await TeamMember.count({ where: { userId } })).toBe(2);
  });

  test('are given away by their lead, but not taken by another', async () => {
    const [giver, taker] = [await newActor('team_lead'), await newActor('team_lead')];
    const [from, to] = [await teamOf(giver), await teamOf(taker)];
    const userId = await buyer();
    await addTeamMember(giver, { teamId: from.id, userId });
    await expect(moveTeamMember(taker, { userId, teamId: to.id })).rejects.toEqual(code('not_found'));
    expect((await moveTeamMember(giver, { userId, teamId: to.id })).teamId).toBe(to.id);
  });

  test('leave, and are not there to leave twice', async () => {
    const team = await teamOf();
    const userId = await buyer();
    await addTeamMember(owner, { teamId: team.id, userId });
    await removeTeamMember(owner, { teamId: team.id, userId });
    await expect(removeTeamMember(owner, { teamId: team.id, userId })).rejects.toEqual(code('not_found'));
    await expect(addTeamMember(owner, { teamId: team.id, userId })).resolves.toBeDefined();
  });

  test('leave when they get another role, and a lead leaves the team without one', async () => {
    const lead = await newActor('team_lead');
    const team = await teamOf(lead);
    const userId = await buyer();
    await addTeamMember(lead, { teamId: team.id, userId });
    await changeRole(owner, { userId, role: 'affiliate' });
    expect(await TeamMember.count({ where: { userId, leftAt: null } })).toBe(0);
    await changeRole(owner, { userId: Number(lead.userId), role: 'buyer' });
    expect((await team.reload()).teamLeadId).toBeNull();
  });
});

describe('archiving a team', () => {
  test('frees its people, its lead and its name, and keeps its history', async () => {
    const lead = await newActor('team_lead');
    const team = await teamOf(lead);
    const userId = await buyer();
    await addTeamMember(lead, { teamId: team.id, userId });
    await archiveTeam(lead, { teamId: team.id });
    expect(await TeamMember.count({ where: { userId, leftAt: null } })).toBe(0);
    expect(await TeamMember.count({ where: { teamId: team.id } })).toBe(1);
    await expect(createTeam(lead, { name: team.name })).resolves.toMatchObject({ teamLeadId: lead.userId });
    await expect(archiveTeam(owner, { teamId: team.id })).rejects.toEqual(code('wrong_state'));
    await expect(addTeamMember(owner, { teamId: team.id, userId })).rejects.toEqual(code('wrong_state'));
  });
});

describe('whose rows somebody sees', () => {
  test('is everyone’s for owner and admin, the team’s for its lead, the own for everybody else', async () => {
    const lead = await newActor('team_lead');
    const team = await teamOf(lead);
    const [here, gone] = [await buyer(), await buyer()];
    await addTeamMember(owner, { teamId: team.id, userId: here });
    await addTeamMember(owner, { teamId: team.id, userId: gone });
    await removeTeamMember(owner, { teamId: team.id, userId: gone });
    expect(await userIdsSeenBy(owner)).toBeNull();
    expect(await userIdsSeenBy(admin)).toBeNull();
    expect(await userIdsSeenBy(lead)).toEqual([lead.userId, here]);
    const telemarketer = await newActor('telemarketer');
    expect(await userIdsSeenBy(telemarketer)).toEqual([telemarketer.userId]);
    expect(await userIdsSeenBy(visitor())).toEqual([]);
  });

  test('decides which teams and members are found', async () => {
    const lead = await newActor('team_lead');
    const [mine, other] = [await teamOf(lead), await teamOf()];
    await addTeamMember(lead, { teamId: mine.id, userId: await buyer() });
    const seen = (await teams(lead, { limit: 100 })).data.map(({ id }) => id);
    expect(seen).toEqual([mine.id]);
    expect(await teamMembers(lead, { teamId: mine.id })).toHaveLength(1);
    await expect(oneTeam(lead, { teamId: other.id })).rejects.toEqual(code('not_found'));
    await expect(teamMembers(lead, { teamId: other.id })).rejects.toEqual(code('not_found'));
    expect((await oneTeam(admin, { teamId: other.id })).id).toBe(other.id);
  });
});
