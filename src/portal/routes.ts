import type { RouteGroup } from '../http/route.js';
import './commission-pages.js';
import './details-page.js';
import { joinPages } from './join-page.js';
import { publicPages } from './landing-page.js';
import './link-pages.js';
import './login-page.js';
import { mailPages } from './mail-pages.js';
import { memberPages } from './member-page.js';
import './network-page.js';
import './notification-pages.js';
import { orderPages } from './order-page.js';
import './overview-page.js';
import './pairs-page.js';
import './payout-pages.js';
import './statement-page.js';

/** All pages for people who do not work in the panel: customers and members. */
export const portal: readonly RouteGroup[] = [publicPages, orderPages, joinPages, mailPages, memberPages];
