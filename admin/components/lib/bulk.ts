import { useEffect, useState } from 'react';
import { get, post, search } from './api.js';
import type { Draft, FormInfo, Outcome } from './form.js';
import { filtersIn } from './list-state.js';
import type { Selection } from './list-state.js';
import { messageOf } from './load.js';

export interface Result {
  id: string;
  title: string;
  message: string | null;
}

interface Prepared {
  ids: string[];
  form: FormInfo;
  /** One call for all rows, instead of fifty at a time. */
  isTogether: boolean;
}

const at_once = 50;

/** What a command over many rows asks for, and which rows it will be about. */
export function usePrepared(path: string, selection: Selection, wish: Readonly<Record<string, string>>) {
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    const chosen = selection.isAll ? {} : { 'filters.id': [...selection.ids].join(',') };
    get<Prepared>(`${path}${search({ ...filtersIn(wish), q: wish['q'], ...chosen })}`)
      .then(setPrepared)
      .catch((error: unknown) => setFault(messageOf(error)));
  }, []);
  return { prepared, fault };
}

/** Runs it piece by piece and keeps what happened to each row. */
export function useBulk(path: string, { ids, isTogether }: Pick<Prepared, 'ids' | 'isTogether'>) {
  const [results, setResults] = useState<Result[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [state, setState] = useState<'asking' | 'running' | 'over'>('asking');
  const piece = async (part: string[], input: Draft): Promise<void> => {
    const answer = await post<Outcome & { results?: Result[] }>(path, { ids: part, input });
    if (isTogether) setOutcome(answer);
    setResults((before) => [
      ...before,
      ...(answer.results ?? part.map((id) => ({ id, title: `#${id}`, message: null }))),
    ]);
  };
  const run = async (input: Draft): Promise<void> => {
    setState('running');
    setFault(null);
    const size = isTogether ? ids.length : at_once;
    try {
      for (let from = 0; from < ids.length; from += size) await piece(ids.slice(from, from + size), input);
      setState('over');
    } catch (error) {
      setFault(messageOf(error));
      setState('asking');
    }
  };
  return { results, outcome, fault, state, run };
}
