import type { Consumers } from './jobs/deliver-events.js';

/** Who hears of what, once it is committed. */
export const consumers: Consumers = {};
