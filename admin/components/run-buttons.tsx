import { CommandButton } from './command-button.js';
import type { Draft, Outcome } from './lib/form.js';
import { resourceInfo } from './lib/session.js';

interface Props {
  name: string;
  recordId?: string;
  text?: string;
  known?: Draft;
  done(outcome: Outcome): void;
}

/** A command over runs, for who may use it. */
export function RunButton({ name, ...rest }: Props) {
  const action = resourceInfo('runs')?.actions[name];
  return action ? <CommandButton resource="runs" name={name} action={action} {...rest} /> : null;
}

/** What can be done with a run as it stands. */
export const RunButtons = ({ id, offered, done }: { id: number; offered: readonly string[]; done(): void }) => (
  <>
    {offered.map((name) => (
      <RunButton key={name} name={name} recordId={String(id)} done={done} />
    ))}
  </>
);
