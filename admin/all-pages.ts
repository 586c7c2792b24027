import type { PanelPage } from './pages.js';
import { books } from './pages/books.js';
import { callDesk } from './pages/call-desk.js';
import { jobs } from './pages/jobs.js';
import { leadBoard } from './pages/lead-board.js';
import { network } from './pages/network.js';
import { planStudio } from './pages/plan-studio.js';
import { commissionRun } from './pages/run.js';
import { commissionRuns } from './pages/runs.js';

/** Every screen that is no list. */
export const screens = (): readonly PanelPage[] => [
  callDesk,
  leadBoard,
  network,
  commissionRuns,
  commissionRun,
  planStudio,
  books,
  jobs,
];
