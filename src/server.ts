import './consequences.js';
import type { Express } from 'express';
import { env, tellAdminJs } from '../config/env.js';
import { logger } from '../config/logger.js';
import { refuseUnready } from './db/migrate.js';
import { db } from './db/sequelize.js';
import { createApp } from './http/app.js';
import { listen } from './http/listen.js';
import { watchLoad } from './http/overload.js';
import { groups } from './routes.js';
import { endInOrder } from './supervisor/end-in-order.js';
import { authenticate } from './users/authenticate.js';

// The web process: API, pages and panel on one port. As many of these as wanted run on one database.

await refuseUnready(env.DATABASE_URL);
const app = await createApp({ groups, authenticate, mounts: [mountPanel], load: watchLoad() });
const web = await listen(app, { host: env.HOST, port: env.PORT });
endInOrder(async () => {
  await web.close();
  await db.close();
  logger.info('the web process stopped');
});
logger.info({ ready: true, port: web.port }, 'the web process is ready');
process.send?.({ ready: true, port: web.port });

/** Imported late, because AdminJS reads its settings when it is imported. */
async function mountPanel(to: Express): Promise<void> {
  tellAdminJs();
  const panel = await import('../admin/panel.js');
  await panel.mountPanel(to);
}
