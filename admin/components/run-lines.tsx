import { useState } from 'react';
import { Empty } from './empty.js';
import { useLoaded } from './lib/load.js';
import type { RunInfo } from './lib/run-info.js';
import type { Line } from './lib/run-report.js';
import { label, t } from './lib/text.js';
import { ReferenceInput } from './reference-input.js';
import { LineTable } from './run-line.js';
import { WhyDialog } from './run-why.js';
import type { Asked } from './run-why.js';
import { Tabs } from './tabs.js';

interface Props {
  run: RunInfo;
  kinds: readonly string[];
  top: readonly Line[];
}

/** The lines of a run: those that pay most, or all of them, by member and kind. */
export function RunLines({ run: { id: runId, status }, kinds, top }: Props) {
  const isPosted = status === 'posted';
  const [tab, setTab] = useState('top');
  const [asked, setAsked] = useState<Asked | null>(null);
  const why = (line: Line): void =>
    setAsked({ runId, line: line.line, title: t('runs.why.title', { member: line.member.name }) });
  return (
    <section className="card" aria-label={t('runs.lines.title')}>
      <Tabs names={['top', 'all']} current={tab} choose={setTab} labelOf={(name) => t(`runs.lines.${name}`)} />
      {tab === 'all' ? (
        <AllLines runId={runId} kinds={kinds} isPosted={isPosted} why={why} ask={setAsked} />
      ) : top.length === 0 ? (
        <Empty title={t('runs.lines.none')} hint={t('runs.lines.noneHint')} />
      ) : (
        <LineTable lines={top} title={t('runs.lines.top')} isPosted={isPosted} why={why} />
      )}
      {asked ? <WhyDialog asked={asked} close={() => setAsked(null)} /> : null}
    </section>
  );
}

interface AllProps extends Pick<Props, 'kinds'> {
  runId: number;
  isPosted: boolean;
  why(line: Line): void;
  ask(asked: Asked): void;
}

function AllLines({ runId, kinds, isPosted, why, ask }: AllProps) {
  const [member, setMember] = useState('');
  const [kind, setKind] = useState('');
  const [starts, setStarts] = useState<readonly string[]>(['']);
  const { data, fault } = useLoaded<Lines>('/pages/commission-run', {
    id: runId,
    tab: 'lines',
    after: starts.at(-1),
    'filters.memberId': member,
    'filters.kind': kind,
  });
  const narrow = (wish: { member?: string; kind?: string }): void => {
    setMember(wish.member ?? member);
    setKind(wish.kind ?? kind);
    setStarts(['']);
  };
  return (
    <>
      <div className="toolbar">
        <MemberSearch member={member} narrow={narrow} />
        <KindChoice kind={kind} kinds={kinds} narrow={narrow} />
        {member ? (
          <button
            type="button"
            className="button"
            onClick={() => ask({ runId, memberId: Number(member), title: t('runs.why.member') })}
          >
            {t('runs.why.member')}
          </button>
        ) : null}
      </div>
      {fault ? <p className="alert">{fault}</p> : null}
      {data ? <Found lines={data.lines} isPosted={isPosted} why={why} /> : null}
      <Pages starts={starts} next={data?.next ?? null} go={setStarts} />
    </>
  );
}

const Found = ({ lines, ...rest }: Pick<AllProps, 'isPosted' | 'why'> & { lines: readonly Line[] }) =>
  lines.length === 0 ? (
    <Empty title={t('panel.list.noMatch')} hint={t('runs.lines.noMatchHint')} />
  ) : (
    <LineTable lines={lines} title={t('runs.lines.all')} {...rest} />
  );

interface Lines {
  lines: Line[];
  next: string | null;
}

interface Narrow {
  narrow(wish: { member?: string; kind?: string }): void;
}

const MemberSearch = ({ member, narrow }: Narrow & { member: string }) => (
  <>
    <div className="run-search">
      <ReferenceInput
        id="run-member"
        name={t('runs.lines.member')}
        of="members"
        value={member}
        set={(id) => narrow({ member: id })}
      />
    </div>
    {member ? (
      <button type="button" className="button quiet" onClick={() => narrow({ member: '' })}>
        {t('runs.lines.everybody')}
      </button>
    ) : null}
  </>
);

const KindChoice = ({ kind, kinds, narrow }: Narrow & { kind: string; kinds: readonly string[] }) => (
  <select
    aria-label={t('panel.field.kind')}
    value={kind}
    onChange={({ target }) => {
      narrow({ kind: target.value });
    }}
  >
    <option value="">{t('runs.lines.everyKind')}</option>
    {kinds.map((one) => (
      <option key={one} value={one}>
        {label('commissions', 'value', one)}
      </option>
    ))}
  </select>
);

interface PagesProps {
  starts: readonly string[];
  next: string | null;
  go(starts: readonly string[]): void;
}

/** A page begins after a line; the way back is where one has been. */
const Pages = ({ starts, next, go }: PagesProps) =>
  starts.length === 1 && next === null ? null : (
    <nav className="pages" aria-label={t('panel.list.pages')}>
      <button
        type="button"
        className="button small"
        disabled={starts.length === 1}
        onClick={() => go(starts.slice(0, -1))}
      >
        {t('panel.list.previous')}
      </button>
      <button
        type="button"
        className="button small"
        disabled={next === null}
        onClick={() => go([...starts, next ?? ''])}
      >
        {t('panel.list.next')}
      </button>
    </nav>
  );
