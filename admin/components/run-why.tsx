import { Dialog } from './dialog.js';
import { useLoaded } from './lib/load.js';
import { t } from './lib/text.js';
import { Story } from './story.js';
import type { Piece } from './story.js';

/** A line of a run, or a member in it. */
export interface Asked {
  runId: number;
  line?: number;
  memberId?: number;
  title: string;
}

/** Why a line is what it is, or a member got what he got, in sentences. */
export function WhyDialog({ asked: { runId, line, memberId, title }, close }: { asked: Asked; close(): void }) {
  const { data, fault } = useLoaded<{ sentences: Piece[][] }>('/pages/commission-run', {
    id: runId,
    tab: 'why',
    'filters.line': line,
    'filters.memberId': memberId,
  });
  return (
    <Dialog title={title} close={close}>
      {fault ? <p className="alert">{fault}</p> : null}
      {data ? <Story sentences={data.sentences} /> : fault ? null : <p className="muted">{t('panel.form.loading')}</p>}
    </Dialog>
  );
}
