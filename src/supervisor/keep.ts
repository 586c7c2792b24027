import { setTimeout as pause } from 'node:timers/promises';
import { nextPause } from './backoff.js';

/** Something that lives until it ends or is stopped: a child process, a database server. */
export interface Life {
  ended: Promise<unknown>;
  stop: () => Promise<void>;
}

export interface Kept {
  stop: () => Promise<void>;
}

interface Keeping<L extends Life> {
  name: string;
  start: () => Promise<L>;
  say: (line: string) => void;
}

/** Starts something and starts it again whenever it ends by itself. The first start must succeed, or this throws. */
export async function keep<L extends Life>(keeping: Keeping<L>): Promise<Kept & { first: L }> {
  const first = await keeping.start();
  const stopping = new AbortController();
  const watching = watch(first, keeping, stopping.signal);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await watching;
  };
  return { first, stop };
}

/** Goes from life to life until it is told to stop, and then sees the present one to its end. */
async function watch<L extends Life>(first: L, { name, start, say }: Keeping<L>, stopping: AbortSignal): Promise<void> {
  const told = new Promise<void>((resolve) => stopping.addEventListener('abort', () => resolve()));
  let wait_ms = 0;
  for (let life: L | undefined = first; ; ) {
    const began = Date.now();
    await Promise.race([life?.ended, told]);
    if (stopping.aborted) return life?.stop();
    wait_ms = nextPause(wait_ms, Date.now() - began);
    say(`${name} ended; starting it again`);
    await Promise.race([pause(wait_ms), told]);
    if (stopping.aborted) return;
    life = await start().catch((fault: unknown) => void say(`${name} does not start: ${String(fault)}`));
  }
}
