import { Home } from './home.js';
import { BulkActionRoute, RecordActionRoute, ResourceActionRoute, ResourceRoute } from './routes.js';
import { Sidebar } from './sidebar.js';
import { TopBar } from './top-bar.js';

// What AdminJS finds by name: its own parts that ours replace, and the components that pages name.

const target = window as unknown as { AdminJS: { UserComponents: object } };
target.AdminJS.UserComponents = {
  BulkActionRoute,
  Home,
  RecordActionRoute,
  ResourceActionRoute,
  ResourceRoute,
  Sidebar,
  TopBar,
};
