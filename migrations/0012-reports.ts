/** What reports read by, so that a home opens fast over years of rows. */
export const up = `
CREATE INDEX commissions_owed_idx ON commissions (program_id, status) INCLUDE (amount, reversed_amount)
  WHERE status IN ('pending', 'held');
CREATE INDEX payouts_settled_idx ON payouts (program_id, settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX leads_converted_idx ON leads (program_id, converted_at) WHERE converted_at IS NOT NULL;
CREATE INDEX leads_unassigned_idx ON leads (program_id, created_at)
  WHERE assigned_to IS NULL AND status = 'open' AND deleted_at IS NULL;
`;

export const down = `
DROP INDEX leads_unassigned_idx, leads_converted_idx, payouts_settled_idx, commissions_owed_idx;
`;
