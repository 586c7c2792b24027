import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Names, Values } from '../value.js';
import { useLoaded } from './load.js';

export interface ListRow {
  id: string;
  values: Values;
  actions: string[];
}

interface Meta {
  total: number;
  totalIs: 'exact' | 'estimate' | 'atLeast';
  perPage: number;
  next: string | null;
  previous: string | null;
  sortBy: string;
  direction: 'asc' | 'desc';
}

export interface Listed {
  records: ListRow[];
  names: Names;
  meta: Meta;
}

export type Change = Readonly<Record<string, string | undefined>>;

const places = ['after', 'before', 'last', 'page'];

/** What the address asks for, and a way to ask for something else; a new question starts on the first page. */
export function useWish() {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Change, keepsPlace = false) => {
      setParams((before) => {
        const next = new URLSearchParams(before);
        for (const place of keepsPlace ? [] : places) next.delete(place);
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined || value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      });
    },
    [setParams],
  );
  return { wish: Object.fromEntries(params), change };
}

/** The filters among the parameters: `filters.status=…` */
export const filtersIn = (wish: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(wish).filter(([name]) => name.startsWith('filters.')));

export const useList = (resource: string, wish: Readonly<Record<string, string>>) =>
  useLoaded<Listed>(`/resources/${resource}/actions/list`, wish);

export interface Selection {
  ids: ReadonlySet<string>;
  /** Everything that matches, on whatever page. */
  isAll: boolean;
}

export const nobody: Selection = { ids: new Set(), isAll: false };

/** What is ticked; another question or page starts anew. */
export function useSelection(key: string) {
  const [selection, setSelection] = useState<Selection>(nobody);
  useEffect(() => {
    setSelection(nobody);
  }, [key]);
  const toggle = (id: string): void => {
    setSelection(({ ids }) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      return { ids: next, isAll: false };
    });
  };
  return { selection, setSelection, toggle };
}
