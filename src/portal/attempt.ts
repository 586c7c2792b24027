import { Refusal } from '../core/errors.js';

/** What came of asking: a result, or a refusal that the page can show. Bugs stay what they are. */
export type Attempt<R> = { result: R; refusal: null } | { result: null; refusal: Refusal };

export async function attempt<R>(asked: Promise<R>): Promise<Attempt<R>> {
  try {
    return { result: await asked, refusal: null };
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return { result: null, refusal: error };
    throw error;
  }
}

export interface FormFault {
  field: string;
  code: string;
  isEmpty: boolean;
}

/** The fields that a refusal names; one that somebody left empty says only that. */
export const faultsOf = (refusal: Refusal | undefined): FormFault[] =>
  (refusal?.details.faults ?? []).map(({ path, code, message }) => ({
    field: String(path[0] ?? ''),
    code,
    isEmpty: code === 'required' || code === 'too_small' || message === 'is empty',
  }));
