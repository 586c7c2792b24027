import { Dialog } from './dialog.js';
import { CopyButton } from './copy-button.js';
import { t } from './lib/text.js';

/** What is shown this once and kept nowhere. */
export const Revealed = ({ items, close }: { items: { label: string; value: string }[]; close(): void }) => (
  <Dialog title={t('panel.reveal.title')} close={close}>
    <p className="muted" style={{ marginBottom: 12 }}>
      {t('panel.reveal.hint')}
    </p>
    {items.map(({ label, value }) => (
      <div key={label} className="reveal">
        <code>{value}</code>
        <CopyButton text={value} />
      </div>
    ))}
    <div className="dialog-actions">
      <button type="button" className="button primary" onClick={close}>
        {t('panel.reveal.kept')}
      </button>
    </div>
  </Dialog>
);
