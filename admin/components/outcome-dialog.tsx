import { CopyButton } from './copy-button.js';
import { Dialog } from './dialog.js';
import { Preview } from './preview.js';
import type { Outcome } from './lib/form.js';
import { t } from './lib/text.js';

export const hasMore = ({ reveal, report }: Outcome): boolean => Boolean(reveal?.length) || Boolean(report?.length);

/** What a command made that is shown this once, and what came of it line by line. */
export const OutcomeDialog = ({ outcome: { reveal, report }, close }: { outcome: Outcome; close(): void }) => (
  <Dialog title={t(reveal ? 'panel.reveal.title' : 'panel.report.title')} close={close}>
    {reveal ? <p className="muted">{t('panel.reveal.hint')}</p> : null}
    {(reveal ?? []).map(({ label, value }) => (
      <div key={label} className="reveal">
        <code>{value}</code>
        <CopyButton text={value} />
      </div>
    ))}
    {report ? <Preview lines={report} /> : null}
    <div className="dialog-actions">
      <button type="button" className="button primary" onClick={close}>
        {t(reveal ? 'panel.reveal.kept' : 'panel.frame.close')}
      </button>
    </div>
  </Dialog>
);
