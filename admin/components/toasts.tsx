import { useEffect, useState } from 'react';
import { Icon } from './icon.js';
import { t } from './lib/text.js';
import { dismiss, listen } from './lib/toast.js';
import type { Toast } from './lib/toast.js';

export function Toasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  useEffect(() => listen(setToasts), []);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, kind, message }) => (
        <div key={id} className={`toast ${kind}`}>
          <p>{message}</p>
          <button
            type="button"
            className="button quiet small"
            aria-label={t('panel.frame.close')}
            onClick={() => {
              dismiss(id);
            }}
          >
            <Icon name="X" />
          </button>
        </div>
      ))}
    </div>
  );
}
