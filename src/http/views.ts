import ejs from 'ejs';
import { isProduction } from '../../config/env.js';
import { fromRoot } from '../../config/paths.js';

/** Renders `views/<name>.ejs`. `<%= %>` escapes; a template sees its data and nothing else. */
export const render = (name: string, data: Readonly<Record<string, unknown>>): Promise<string> =>
  ejs.renderFile(fromRoot('views', `${name}.ejs`), data, { cache: isProduction, root: fromRoot('views') });
