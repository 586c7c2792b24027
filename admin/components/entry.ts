import { BooksPage } from './books-page.js';
import { CallDeskPage } from './call-desk-page.js';
import { Home } from './home.js';
import { JobsPage } from './jobs-page.js';
import { LeadBoardPage } from './lead-board-page.js';
import { NetworkPage } from './network-page.js';
import { PlanStudioPage } from './plan-studio-page.js';
import { BulkActionRoute, RecordActionRoute, ResourceActionRoute, ResourceRoute } from './routes.js';
import { RunPage } from './run-page.js';
import { RunsPage } from './runs-page.js';
import { Sidebar } from './sidebar.js';
import { TopBar } from './top-bar.js';

// What AdminJS finds by name: its own parts that ours replace, and the components that pages name.

const target = window as unknown as { AdminJS: { UserComponents: object } };
target.AdminJS.UserComponents = {
  BooksPage,
  BulkActionRoute,
  CallDeskPage,
  Home,
  JobsPage,
  LeadBoardPage,
  NetworkPage,
  PlanStudioPage,
  RecordActionRoute,
  ResourceActionRoute,
  ResourceRoute,
  RunPage,
  RunsPage,
  Sidebar,
  TopBar,
};
