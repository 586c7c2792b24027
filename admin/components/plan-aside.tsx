import { useEffect, useState } from 'react';
import { Icon } from './icon.js';
import { rate } from './lib/format.js';
import type { Studio, Warning } from './lib/studio.js';
import { t } from './lib/text.js';
import { Tabs } from './tabs.js';

interface Props {
  studio: Studio;
  document: unknown;
  isOff: boolean;
  /** Whether the form holds what was not saved yet. */
  isChanged: boolean;
  change(document: unknown): void;
}

const names = ['json', 'changes', 'warnings'] as const;

/** Beside the form: the document as JSON, where it differs from the version before, and what to think about. */
export function PlanAside({ studio, document, isOff, isChanged, change }: Props) {
  const [tab, setTab] = useState<string>('json');
  const counts: Readonly<Record<string, number>> = {
    changes: studio.before ? studio.diff.length : 0,
    warnings: studio.warnings.length,
  };
  const labelOf = (name: string): string => {
    const word = t(`plan_studio.tab.${name}`);
    return counts[name] ? `${word} (${String(counts[name])})` : word;
  };
  return (
    <section className="card aside">
      <Tabs names={names} current={tab} choose={setTab} labelOf={labelOf} />
      {tab === 'json' ? <Json document={document} isOff={isOff} change={change} /> : null}
      {isChanged && tab !== 'json' ? <p className="muted unsaved">{t('plan_studio.changes.unsaved')}</p> : null}
      {tab === 'changes' ? <Changes {...studio} /> : null}
      {tab === 'warnings' ? <Warnings {...studio} /> : null}
    </section>
  );
}

/** The same document as text; what is no JSON yet stays here until it is. */
function Json({ document, isOff, change }: Omit<Props, 'studio' | 'isChanged'>) {
  const [text, setText] = useState(() => written(document));
  const [isFaulty, setFaulty] = useState(false);
  useEffect(() => {
    setText((before) => (written(read(before)) === written(document) ? before : written(document)));
  }, [document]);
  return (
    <div className="json">
      {isFaulty ? (
        <p className="fault" role="alert">
          {t('plan_studio.word.noJson')}
        </p>
      ) : null}
      <textarea
        aria-label={t('plan_studio.tab.json')}
        spellCheck={false}
        readOnly={isOff}
        value={text}
        aria-invalid={isFaulty}
        onChange={({ target }) => {
          const document = read(target.value);
          setText(target.value);
          setFaulty(document === undefined);
          if (document !== undefined) change(document);
        }}
      />
    </div>
  );
}

const written = (document: unknown): string => JSON.stringify(document, null, 2);

function read(text: string): unknown {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && !Array.isArray(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function Changes({ diff, before }: Studio) {
  if (!before) return <p className="empty">{t('plan_studio.changes.first')}</p>;
  if (diff.length === 0) return <p className="empty">{t('plan_studio.changes.none', { version: before.version })}</p>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('plan_studio.tab.changes')}>
      <p className="muted">{t('plan_studio.changes.against', { version: before.version })}</p>
      <ul className="changes">
        {diff.map(({ path, before: old, after }) => (
          <li key={path}>
            <code>{path}</code>
            {old === null ? null : <del>{shown(old)}</del>}
            {after === null ? null : <ins>{shown(after)}</ins>}
          </li>
        ))}
      </ul>
    </div>
  );
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What the plan's owner should think about; none of it stops a publication by itself. */
function Warnings({ warnings, theoreticalPayoutBp, highPayoutBp }: Studio) {
  return (
    <div className="warnings">
      <p>
        {t('plan_studio.warning.theoretical', { share: rate(theoreticalPayoutBp) })}{' '}
        <span className="muted">{t('plan_studio.warning.limit', { share: rate(highPayoutBp) })}</span>
      </p>
      {warnings.length === 0 ? <p className="muted">{t('plan_studio.warning.none')}</p> : null}
      <ul>
        {warnings.map((warning) => (
          <Line key={`${warning.code}${warning.path}`} {...warning} />
        ))}
      </ul>
    </div>
  );
}

const Line = ({ code, path, values }: Warning) => (
  <li>
    <Icon name="AlertTriangle" />
    <div>
      <strong>{t([`plan_studio.warning.${code}`, code])}</strong> <code className="muted">{path}</code>
      <div>{t([`plan_studio.lint.${code}.${path}`, `plan_studio.lint.${code}.any`], inWords(values))}</div>
    </div>
  </li>
);

/** What a key of the document had and has now reads as its own list of values calls it. */
const inWords = ({ before, after, ...others }: Warning['values']): Warning['values'] => ({
  ...others,
  ...(before === undefined ? {} : { before: valueWord(before) }),
  ...(after === undefined ? {} : { after: valueWord(after) }),
});

const valueWord = (value: string | number): string | number =>
  typeof value === 'number' ? value : t(`plan_studio.value.${value}`);
