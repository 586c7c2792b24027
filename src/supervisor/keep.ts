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
  const told = new Promise<void>((resolve) => {
    stopping.addEventListener('abort', () => resolve());
  });
  const isTold = (): boolean => stopping.aborted;
  let life: L | undefined = first;
  let wait_ms = 0;
  while (!isTold()) {
    const began = Date.now();
    await Promise.race([life?.ended, told]);
    if (isTold()) break;
    wait_ms = nextPause(wait_ms, Date.now() - began);
    say(`${name} ended; starting it again`);
    life = undefined;
    await Promise.race([pause(wait_ms), told]);
    if (!isTold()) life = await start().catch((fault: unknown) => report(fault));
  }
  await life?.stop();

  function report(fault: unknown): undefined {
    say(`${name} does not start: ${String(fault)}`);
    return undefined;
  }
}
