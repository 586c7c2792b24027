import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icon.js';
import { t } from './lib/text.js';

/** The browser's own modal dialog: it keeps the focus, Escape closes it, and whoever opened it has the focus again. */
export function Dialog({ title, close, children }: { title: string; close(): void; children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    ref.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog ref={ref} className="panel-dialog" aria-labelledby={id} onClose={close} onCancel={close}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="button quiet small" aria-label={t('panel.frame.close')} onClick={close}>
          <Icon name="X" />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
