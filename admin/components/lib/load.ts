import { useCallback, useEffect, useState } from 'react';
import { Refused, get } from './api.js';
import type { Query } from './api.js';
import { t } from './text.js';

export interface Loaded<Answer> {
  data: Answer | undefined;
  fault: string | undefined;
  isLoading: boolean;
  reload(): void;
}

/** Reads an address and keeps what came until the next is there; an answer that is overtaken is thrown away. */
export function useLoaded<Answer>(path: string | null, query: Query = {}): Loaded<Answer> {
  const [state, setState] = useState<Omit<Loaded<Answer>, 'reload'>>({
    data: undefined,
    fault: undefined,
    isLoading: true,
  });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(query);
  useEffect(() => {
    if (path === null) return undefined;
    const { signal, ...abort } = controller();
    setState((before) => ({ ...before, isLoading: true }));
    get<Answer>(path, JSON.parse(key) as Query, signal)
      .then((data) => {
        setState({ data, fault: undefined, isLoading: false });
      })
      .catch((error: unknown) => {
        if (!signal.aborted) setState((before) => ({ ...before, fault: messageOf(error), isLoading: false }));
      });
    return abort.end;
  }, [path, key, round]);
  const reload = useCallback(() => {
    setRound((before) => before + 1);
  }, []);
  return { ...state, reload };
}

function controller() {
  const abort = new AbortController();
  return {
    signal: abort.signal,
    end: () => {
      abort.abort();
    },
  };
}

export const messageOf = (error: unknown): string =>
  error instanceof Refused ? error.message : t('refused.why.unreachable');
