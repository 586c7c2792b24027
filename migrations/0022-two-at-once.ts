/**
 * A step of a run may work by several backends at once, and who takes the run over ends all of them. Whoever owes
 * something is found by the few accounts that hold debts. Members and positions are listed by when they joined and were
 * placed, applications to distribute found by their member.
 */
export const up = `
ALTER TABLE run_leases DROP COLUMN backend_pid, ADD COLUMN backend_pids integer[] NOT NULL DEFAULT '{}';
CREATE INDEX accounts_recovery_idx ON accounts (address) WHERE address LIKE 'member:%:recovery';
CREATE INDEX members_joined_idx ON members (program_id, joined_at, id);
CREATE INDEX positions_placed_idx ON positions (program_id, placed_at, id);
CREATE INDEX distributor_applications_member_idx ON distributor_applications (member_id);
`;

export const down = `
DROP INDEX distributor_applications_member_idx, positions_placed_idx, members_joined_idx;
DROP INDEX accounts_recovery_idx;
ALTER TABLE run_leases DROP COLUMN backend_pids, ADD COLUMN backend_pid integer;
`;
