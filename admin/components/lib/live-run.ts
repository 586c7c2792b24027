import { useEffect, useState } from 'react';
import { peek } from './api.js';

const every_ms = 1000;

/** How far a run is at this moment. */
export interface RunNow {
  status: string;
  progress: number;
  total: number | null;
}

/** Follows a run every second, without a sign of it on the page; null follows nothing. */
export function useLiveRun(id: number | null): RunNow | undefined {
  const [now, setNow] = useState<RunNow>();
  useEffect(() => {
    if (id === null) return undefined;
    const abort = new AbortController();
    let timer = 0;
    const ask = async (): Promise<void> => {
      // What could not be read now is asked for again in a second.
      const read = await readRun(id, abort.signal).catch(() => undefined);
      if (abort.signal.aborted) return;
      if (read) setNow(read);
      timer = window.setTimeout(() => void ask(), every_ms);
    };
    void ask();
    return () => {
      abort.abort();
      window.clearTimeout(timer);
    };
  }, [id]);
  return now;
}

const readRun = async (id: number, signal: AbortSignal): Promise<RunNow> =>
  (await peek<{ record: { values: RunNow } }>(`/resources/runs/records/${String(id)}/show`, signal)).record.values;
