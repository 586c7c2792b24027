import type { AgendaBackend } from 'agenda';

/** Where Agenda keeps its jobs, and how to let go of the connections it holds there. */
export interface Backend {
  backend: AgendaBackend;
  close(): Promise<void>;
  /** Whether a fault only says that it is away, which it tells itself. */
  isAway?(error: unknown): boolean;
}
