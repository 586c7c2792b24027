import AdminJS from 'adminjs';
import { Router } from 'express';
import type { Express } from 'express';
import { loadAssets, serveAssets } from './assets.js';
import { openDoors, requirePerson, takeChoices } from './auth.js';
import { answerFault } from './faults.js';
import { readBody, refuseOddRequests, refuseOtherOrigins, refuseUnknownParameters, securityHeaders } from './guard.js';
import { readHome } from './home.js';
import { localeFor } from './locale.js';
import { screens } from './all-pages.js';
import { openAgendash } from './agendash.js';
import { forAdminJs } from './pages.js';
import type { Person } from './person.js';
import { resources } from './resources.js';
import { openAdminJs } from './router.js';
import { panelSession } from './session.js';

/** Opens the panel under /admin. Each line is a door that a request has to pass before the next. */
export function mountPanel(app: Express): Promise<void> {
  loadAssets();
  const router = Router();
  router.use(securityHeaders);
  router.get('/frontend/assets/:name', serveAssets);
  router.use(refuseOddRequests);
  router.use(refuseOtherOrigins);
  router.use(panelSession());
  router.use(['/login', '/logout'], readBody);
  openDoors(router);
  router.use(requirePerson);
  openAgendash(router);
  router.use('/api', refuseUnknownParameters);
  router.use(readBody);
  takeChoices(router);
  openAdminJs(router, adminJs());
  router.use(answerFault);
  app.use('/admin', router);
  return Promise.resolve();
}

/** AdminJS, with nothing of its own that writes. */
function adminJs(): AdminJS {
  return new AdminJS({
    rootPath: '/admin',
    loginPath: '/admin/login',
    logoutPath: '/admin/logout',
    resources: resources(),
    pages: forAdminJs(screens()),
    dashboard: { component: 'Home', handler: readHome },
    branding: {
      companyName: 'Upline',
      logo: false,
      withMadeWithLove: false,
      theme: { colors: { bg: 'var(--ground)' } },
    },
    assets: { styles: ['/admin/frontend/assets/panel.css'] },
    locale: (person) => localeFor((person as Person | undefined)?.language ?? 'en'),
  });
}
