import { describe, expect, test } from '@jest/globals';
import { addMonths } from '../../src/tracking/jobs.js';
import { asOwner } from '../support/database.js';
import { newProgram } from './people.js';

describe('the months of visits', () => {
  test('have their tables ahead of time, however often the job runs', async () => {
    await addMonths.run({});
    await addMonths.run({});
    const months = await asOwner<{ name: string }>(
      "SELECT relid::regclass::text AS name FROM pg_partition_tree('clicks') WHERE isleaf",
    );
    expect(months).toHaveLength(5);
  });

  test('take in rows that had fallen into the net', async () => {
    const { id: programId } = await newProgram();
    await asOwner(
      "INSERT INTO clicks (program_id, click_id, created_at) VALUES ($1, 'far', now() + interval '8 months')",
      [programId],
    );
    await asOwner("SELECT add_month_partitions(now() + interval '6 months', 3)");
    const [row] = await asOwner<{ part: string }>(
      "SELECT tableoid::regclass::text AS part FROM clicks WHERE click_id = 'far'",
    );
    expect(row?.part).toMatch(/^clicks_\d{4}_\d{2}$/);
  });
});
