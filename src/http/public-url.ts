import { env } from '../../config/env.js';

/** Where people reach a path of this install. */
export const publicUrl = (path: string): string =>
  new URL(path, env.BASE_URL || `http://${env.HOST}:${String(env.PORT)}`).href;
