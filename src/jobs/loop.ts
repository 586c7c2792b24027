import { setTimeout as sleep } from 'node:timers/promises';
import { logger } from '../../config/logger.js';
import { outageLog } from './outage-log.js';

interface Loop {
  name: string;
  pause_ms: number;
  signal: AbortSignal;
  /** Whether there may be more to do at once. */
  turn(): Promise<boolean>;
}

/** Takes turns until the signal stops it, the one under way included; a turn that fails is logged and comes again. */
export async function loop({ name, pause_ms, signal, turn }: Loop): Promise<void> {
  const outage = outageLog(name);
  const took = (isBusy: boolean): boolean => {
    outage.answered();
    return isBusy;
  };
  const failed = (error: unknown): boolean => {
    if (!outage.hears(error)) logger.error({ err: error, loop: name }, 'a turn of the worker failed');
    return false;
  };
  while (!signal.aborted) {
    const isBusy = await turn().then(took, failed);
    if (!isBusy) await sleep(pause_ms, undefined, { signal }).catch(() => undefined);
  }
}
