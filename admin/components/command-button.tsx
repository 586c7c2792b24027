import { useState } from 'react';
import { CommandForm } from './command-form.js';
import { Dialog } from './dialog.js';
import { Icon } from './icon.js';
import { actionPath } from './lib/form.js';
import type { Outcome } from './lib/form.js';
import type { ActionInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { say } from './lib/toast.js';
import { Revealed } from './revealed.js';

interface Props {
  resource: string;
  recordId?: string;
  name: string;
  action: ActionInfo;
  isSmall?: boolean;
  done(outcome: Outcome): void;
}

/** A command as a button; pressed, it asks for what the command needs. */
export function CommandButton({ resource, recordId, name, action, isSmall = false, done }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [reveal, setReveal] = useState<Outcome['reveal']>(null);
  const title = label(resource, 'action', name);
  const finish = (outcome: Outcome): void => {
    say('success', t('panel.form.done', { action: title }));
    setOpen(false);
    setReveal(outcome.reveal ?? null);
    if (!outcome.reveal) done(outcome);
  };
  return (
    <>
      <button
        type="button"
        className={`button ${action.look}${isSmall ? ' small' : ''}`}
        data-action={name}
        onClick={() => {
          setOpen(true);
        }}
      >
        {isSmall ? null : <Icon name={action.icon} />}
        {title}
      </button>
      {isOpen ? (
        <Dialog
          title={title}
          close={() => {
            setOpen(false);
          }}
        >
          <CommandForm
            feature={resource}
            name={name}
            path={actionPath(resource, name, recordId)}
            look={action.look}
            done={finish}
            cancel={() => {
              setOpen(false);
            }}
          />
        </Dialog>
      ) : null}
      {reveal ? (
        <Revealed
          items={reveal}
          close={() => {
            setReveal(null);
            done({});
          }}
        />
      ) : null}
    </>
  );
}
