import { installConsequences } from './core/work.js';

/** Who listens to what inside the emitting command's own transaction, in this order. */
installConsequences({});
