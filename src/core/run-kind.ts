import type { Phase } from './run.js';
import type { Work } from './work.js';

/** What a step of a run is given. Its writes count only if the run is still ours when it ends. */
export interface Step {
  readonly work: Work;
  readonly runId: number;
  readonly programId: number | null;
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Goes up with every worker that takes the run over; computed lines carry it. */
  readonly fence: number;
  /** What the step before returned; null at the start of a phase. */
  readonly cursor: unknown;
  /**
   * Does parts of the step at the same time, each in a transaction of its own that commits before the step does: a step
   * that is done again does all of them again, so a part has to find what it did, and emits nothing. A posting of which
   * a part is committed cannot be stopped any more. One part alone is done in `work.tx`, as the step itself.
   */
  atOnce<R>(parts: readonly Part<R>[]): Promise<R[]>;
}

export type Part<R> = (work: Work) => Promise<R>;

export interface StepResult {
  /** JSON; the next step gets it. */
  cursor: unknown;
  /** How many rows this step did. */
  done: number;
  isLast: boolean;
  /** Rows in all, once known. */
  total?: number;
  /** Kept on the run; later keys win. */
  result?: Record<string, unknown>;
  /** At the end of computing: whether posting begins without anybody looking, if not as its kind says. */
  autoPost?: boolean;
}

export type StepFunction = (step: Step) => Promise<StepResult>;

export interface RunKind {
  readonly kind: string;
  readonly phases: Readonly<Partial<Record<Phase, StepFunction>>>;
  /** Whether posting begins without anybody looking. */
  readonly autoPost: boolean;
}

/**
 * Defines a kind of run; list it in `src/all-jobs.ts`. `step` posts one batch per call in `work.tx`: work first, the
 * cursor is moved last, under the fence, in the same transaction. With `compute` the run computes first (writing
 * nothing but run lines) and then waits in review, unless `autoPost`; without it, it goes from queued to posting.
 */
export function runs(spec: { kind: string; step: StepFunction; compute?: StepFunction; autoPost?: boolean }): RunKind {
  const { kind, step, compute, autoPost = false } = spec;
  return { kind, autoPost, phases: compute ? { computing: compute, posting: step } : { posting: step } };
}
