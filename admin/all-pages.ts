import type { PanelPage } from './pages.js';
import { books } from './pages/books.js';
import { callDesk } from './pages/call-desk.js';
import { jobs } from './pages/jobs.js';
import { leadBoard } from './pages/lead-board.js';

/** Every screen that is no list. */
export const screens = (): readonly PanelPage[] => [callDesk, leadBoard, books, jobs];
