import type { Certificate } from '../certificate.js';
import type { CommissionRun } from '../commission-run.js';
import type { Difference, Found } from './difference.js';

const parts = ['rules', 'network', 'standing', 'sales', 'opening', 'lines', 'days', 'members'] as const;

/** Which parts of what the run computed from, and of what it computed, no longer have the hash they had. */
export function compareCertificates({ certificate }: CommissionRun, computed: Certificate): Found {
  const differing = parts.filter((part) => certificate?.[part] !== computed[part]);
  const differences = differing.map((part): Difference => ({
    table: 'certificate',
    memberId: null,
    line: null,
    of: { part },
    before: { sha256: certificate?.[part] ?? null },
    after: { sha256: computed[part] },
  }));
  return { table: 'certificate', count: differences.length, differences };
}
