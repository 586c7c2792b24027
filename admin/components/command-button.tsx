import { useState } from 'react';
import { CommandForm } from './command-form.js';
import { Dialog } from './dialog.js';
import { Icon } from './icon.js';
import { saveFile } from './lib/download.js';
import { actionPath } from './lib/form.js';
import type { Draft, Outcome } from './lib/form.js';
import type { ActionInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { say } from './lib/toast.js';
import { OutcomeDialog, hasMore } from './outcome-dialog.js';

interface Props {
  resource: string;
  recordId?: string;
  name: string;
  action: ActionInfo;
  isSmall?: boolean;
  /** What the button says, where that is more than the command's name. */
  text?: string;
  /** What the form need not ask for. */
  known?: Draft;
  done(outcome: Outcome): void;
}

/** A command as a button; pressed, it asks for what the command needs. */
export function CommandButton(props: Props) {
  const { resource, name, action, isSmall = false, text = label(resource, 'action', name), done } = props;
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const finish = (result: Outcome): void => {
    say('success', t([`${resource}.done.${name}`, 'panel.form.done'], { action: text }));
    if (result.download) saveFile(result.download);
    setOpen(false);
    if (hasMore(result)) setOutcome(result);
    else done(result);
  };
  return (
    <>
      <button
        type="button"
        className={`button ${action.look}${isSmall ? ' small' : ''}`}
        data-action={name}
        onClick={() => setOpen(true)}
      >
        {isSmall ? null : <Icon name={action.icon} />}
        {text}
      </button>
      {isOpen ? <CommandDialog {...props} text={text} finish={finish} close={() => setOpen(false)} /> : null}
      {outcome ? (
        <OutcomeDialog
          outcome={outcome}
          close={() => {
            setOutcome(null);
            done(outcome);
          }}
        />
      ) : null}
    </>
  );
}

const CommandDialog = ({
  resource,
  recordId,
  name,
  action,
  text,
  known,
  finish,
  close,
}: Props & { text: string; finish(outcome: Outcome): void; close(): void }) => (
  <Dialog title={text} close={close}>
    <CommandForm
      feature={resource}
      name={name}
      path={actionPath(resource, name, recordId)}
      look={action.look}
      text={text}
      known={known}
      done={finish}
      cancel={close}
    />
  </Dialog>
);
