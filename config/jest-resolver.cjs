// Our own modules are imported by the name they have once built (`./money.js`); under test they are still `.ts`.
const { existsSync } = require('node:fs');
const { resolve } = require('node:path');

module.exports = (request, options) => {
  const ours = request.startsWith('.') && request.endsWith('.js') && !options.basedir.includes('node_modules');
  const source = ours && resolve(options.basedir, request.replace(/\.js$/, '.ts'));
  return source && existsSync(source) ? source : options.defaultResolver(request, options);
};
