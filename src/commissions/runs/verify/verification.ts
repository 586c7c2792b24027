import { runs } from '../../../core/run-kind.js';
import { verifyStep } from './verify-step.js';

export const verificationKind = 'verify';

const nothingToPost = () => Promise.resolve({ cursor: null, done: 0, isLast: true });

/** Verifications compute a run again and compare; they change nothing, so there is nothing to review or to post. */
export const verifications = runs({
  kind: verificationKind,
  compute: verifyStep,
  step: nothingToPost,
  autoPost: true,
});
