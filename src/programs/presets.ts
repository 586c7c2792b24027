import { readFile } from 'node:fs/promises';
import { fromRoot } from '../../config/paths.js';

/** A program as a new install has it, and the plan it starts with. */
export interface Preset {
  key: string;
  name: string;
  isDefault?: boolean;
  settings?: Record<string, unknown>;
  /** A file of `config/plans/`, or the document itself. */
  plan: string | Record<string, unknown>;
}

const atOnce = { auto_distributor: true };
/** Their plans credit at once: what comes back is taken back. */
const credited = { refund_window_days: 0 };

export const presets: readonly Preset[] = [
  { key: 'telemarketing', name: 'Telemarketing', isDefault: true, settings: atOnce, plan: 'telemarketing' },
  { key: 'mlm-service', name: 'MLM service', settings: atOnce, plan: 'mlm-service' },
  { key: 'ev', name: 'EV distribution', settings: credited, plan: 'ev-distribution' },
  { key: 'ev-2026', name: 'EV distribution 2026', settings: credited, plan: 'ev-distribution-2026' },
  { key: 'binary-classic', name: 'Binary classic', settings: atOnce, plan: 'binary-classic' },
  {
    key: 'pipeline',
    name: 'Sales pipeline',
    settings: atOnce,
    plan: { name: 'Sales pipeline', currency: 'USD', time_zone: 'UTC', seller: { rate_bp: 1000 } },
  },
];

/** The plan document a preset starts with, as it is written. */
export async function documentOf({ plan }: Preset): Promise<Record<string, unknown>> {
  if (typeof plan !== 'string') return plan;
  return JSON.parse(await readFile(fromRoot('config', 'plans', `${plan}.json`), 'utf8')) as Record<string, unknown>;
}
