import { useMemo, useState } from 'react';
import { DocumentForm } from './document-form.js';
import { Icon } from './icon.js';
import { inOrder } from './lib/document.js';
import { actionPath, useSending } from './lib/form.js';
import type { Studio, StudioPage } from './lib/studio.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';
import { PlanAside } from './plan-aside.js';
import { PlanPublish } from './plan-publish.js';
import { PlanTrial } from './plan-trial.js';
import { MonthField } from './plan-versions.js';

interface Props {
  page: StudioPage;
  studio: Studio;
  reload(): void;
  open(id: string): void;
}

/** One version of the plan: its rules as a form and as a document, what it would have paid, and its publication. */
export function PlanDraft({ page, studio, reload }: Props) {
  const { plan, effectiveMonth } = studio;
  const saved = useMemo(() => inOrder(page.schema, plan.document), [page.schema, plan.document]);
  const [document, setDocument] = useState<unknown>(saved);
  const [month, setMonth] = useState(effectiveMonth);
  const { isSending, faults, message, send } = useSending();
  const isDraft = plan.status === 'draft';
  const isChanged =
    JSON.stringify(inOrder(page.schema, document)) !== JSON.stringify(saved) || month !== effectiveMonth;
  const save = (): void => {
    const input = { document, ...(month === effectiveMonth ? {} : { effectiveMonth: month }) };
    void send(actionPath('plans', 'change', String(plan.id)), { input }).then((outcome) => {
      if (!outcome) return;
      say('success', t('plan_studio.word.saved'));
      reload();
    });
  };
  return (
    <>
      {isDraft ? (
        <SaveBar
          isChanged={isChanged}
          isSending={isSending}
          message={message}
          save={save}
          undo={() => {
            setDocument(saved);
            setMonth(effectiveMonth);
          }}
        >
          <MonthField months={studio.months} value={month} set={setMonth} fault={faults['effectiveMonth']} />
        </SaveBar>
      ) : (
        <Fixed {...plan} />
      )}
      <div className="studio">
        <DocumentForm
          schema={page.schema}
          document={document}
          faults={inDocument(faults)}
          isOff={!isDraft}
          change={setDocument}
        />
        <PlanAside studio={studio} document={document} isOff={!isDraft} isChanged={isChanged} change={setDocument} />
      </div>
      <PlanTrial studio={studio} isChanged={isChanged} reload={reload} />
      <PlanPublish studio={studio} isOwner={page.isOwner} isChanged={isChanged} reload={reload} />
    </>
  );
}

/** That a version is no draft any more, and what to do instead. */
const Fixed = ({ status, version }: Studio['plan']) => (
  <p className="verdict">{t(`plan_studio.word.${status === 'superseded' ? 'superseded' : 'fixed'}`, { version })}</p>
);

/** `document.levels.rates_bp.1` -> `levels.rates_bp.1` */
const inDocument = (faults: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).map(([path, message]) => [path.replace(/^document\./, ''), message]));

interface BarProps {
  isChanged: boolean;
  isSending: boolean;
  message: string | null;
  children: React.ReactNode;
  save(): void;
  undo(): void;
}

const SaveBar = ({ isChanged, isSending, message, children, save, undo }: BarProps) => (
  <section className="card save-bar">
    {children}
    <span className="spacer" />
    {message ? (
      <p className="alert" role="alert">
        {message}
      </p>
    ) : null}
    <span className="muted" role="status">
      {t(isChanged ? 'plan_studio.word.unsaved' : 'plan_studio.word.asSaved')}
    </span>
    <button type="button" className="button" disabled={!isChanged} onClick={undo}>
      {t('plan_studio.word.undo')}
    </button>
    <button type="button" className="button primary" disabled={!isChanged || isSending} onClick={save}>
      <Icon name="Save" />
      {t('plan_studio.word.save')}
    </button>
  </section>
);
