/**
 * A close writes hundreds of thousands of commissions at once, and looking for what each of them names, row by row,
 * was two fifths of its posting. What is never thrown away needs to be looked for only once: members, sales and runs
 * refuse to be removed, as published plans do, and what a statement's new lines name is looked for together. A line's
 * members, sale and plan have to be of its own program. Balances change in place now: no index depends on their sign.
 */
export const up = `
CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are kept for good', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER members_kept BEFORE DELETE OR TRUNCATE ON members FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER sales_kept BEFORE DELETE OR TRUNCATE ON sales FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();
CREATE TRIGGER runs_kept BEFORE DELETE OR TRUNCATE ON runs FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();

ALTER TABLE commissions
  DROP CONSTRAINT commissions_program_id_fkey,
  DROP CONSTRAINT commissions_beneficiary_id_fkey,
  DROP CONSTRAINT commissions_sale_id_fkey,
  DROP CONSTRAINT commissions_source_member_id_fkey,
  DROP CONSTRAINT commissions_run_id_fkey,
  DROP CONSTRAINT commissions_plan_id_fkey,
  DROP CONSTRAINT commissions_credit_run_id_fkey,
  ADD CONSTRAINT commissions_credit_run_check CHECK (credit_run_id = run_id);

CREATE FUNCTION check_commission_references() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE unknown text;
BEGIN
  SELECT name || ' ' || id INTO unknown FROM (
    SELECT 'sale' AS name, sale_id AS id FROM (SELECT DISTINCT program_id, sale_id FROM added) AS named
    WHERE sale_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM sales WHERE id = sale_id AND sales.program_id = named.program_id OFFSET 0)
    UNION ALL
    SELECT 'member', member_id FROM (
      SELECT program_id, beneficiary_id FROM added UNION SELECT program_id, source_member_id FROM added
    ) AS named (program_id, member_id)
    WHERE member_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM members WHERE id = member_id AND members.program_id = named.program_id OFFSET 0)
    UNION ALL
    SELECT 'plan', plan_id FROM (SELECT DISTINCT program_id, plan_id FROM added) AS named
    WHERE plan_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM plans WHERE id = plan_id AND plans.program_id = named.program_id OFFSET 0)
    UNION ALL
    SELECT 'run', run_id FROM (SELECT DISTINCT run_id FROM added) AS named
    WHERE run_id IS NOT NULL AND NOT EXISTS (SELECT FROM runs WHERE id = run_id OFFSET 0)
  ) AS missing LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a commission names % of another program, or none', unknown USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER commissions_references AFTER INSERT ON commissions REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION check_commission_references();

DROP TRIGGER commissions_keep_amount ON commissions;
CREATE TRIGGER commissions_keep_amount BEFORE UPDATE ON commissions FOR EACH ROW
  WHEN (OLD.amount <> NEW.amount OR OLD.accrual_key <> NEW.accrual_key OR
    (OLD.program_id, OLD.beneficiary_id, OLD.sale_id, OLD.source_member_id, OLD.run_id, OLD.plan_id) IS DISTINCT FROM
    (NEW.program_id, NEW.beneficiary_id, NEW.sale_id, NEW.source_member_id, NEW.run_id, NEW.plan_id))
  EXECUTE FUNCTION keep_commission_amount();

DROP INDEX accounts_owing_idx;
`;

export const down = `
CREATE INDEX accounts_owing_idx ON accounts (owner) WHERE balance < 0;
DROP TRIGGER commissions_keep_amount ON commissions;
CREATE TRIGGER commissions_keep_amount BEFORE UPDATE ON commissions FOR EACH ROW
  WHEN (OLD.amount <> NEW.amount OR OLD.beneficiary_id <> NEW.beneficiary_id OR OLD.accrual_key <> NEW.accrual_key)
  EXECUTE FUNCTION keep_commission_amount();
DROP TRIGGER commissions_references ON commissions;
DROP FUNCTION check_commission_references();
ALTER TABLE commissions
  DROP CONSTRAINT commissions_credit_run_check,
  ADD CONSTRAINT commissions_program_id_fkey FOREIGN KEY (program_id) REFERENCES programs,
  ADD CONSTRAINT commissions_beneficiary_id_fkey FOREIGN KEY (beneficiary_id) REFERENCES members,
  ADD CONSTRAINT commissions_sale_id_fkey FOREIGN KEY (sale_id) REFERENCES sales,
  ADD CONSTRAINT commissions_source_member_id_fkey FOREIGN KEY (source_member_id) REFERENCES members,
  ADD CONSTRAINT commissions_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs,
  ADD CONSTRAINT commissions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans,
  ADD CONSTRAINT commissions_credit_run_id_fkey FOREIGN KEY (credit_run_id) REFERENCES runs;
DROP TRIGGER runs_kept ON runs;
DROP TRIGGER sales_kept ON sales;
DROP TRIGGER members_kept ON members;
DROP FUNCTION refuse_removal();
`;
