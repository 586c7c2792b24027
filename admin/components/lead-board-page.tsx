import { useState } from 'react';
import type { DragEvent } from 'react';
import { Link } from 'react-router-dom';
import { post } from './lib/api.js';
import { count } from './lib/format.js';
import { messageOf, useLoaded } from './lib/load.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';
import { Screen } from './screen.js';
import { Moment } from './value.js';

interface Card {
  id: number;
  name: string;
  score: number;
  status: string;
  callbackAt: string | null;
  assignee: string | null;
}

interface Lane {
  key: string;
  name: string;
  total: number;
  leads: Card[];
}

/** The pipeline side by side; a card is dragged, or moved with its menu, to another stage. */
export const LeadBoardPage = () => {
  const loaded = useLoaded<{ lanes: Lane[] }>('/pages/lead-board');
  const move = (leadId: number, stage: string): void => {
    post(`/resources/leads/records/${String(leadId)}/move`, { input: { stage } })
      .then(() => say('success', t('board.moved')))
      .catch((error: unknown) => say('error', messageOf(error)))
      .finally(loaded.reload);
  };
  return (
    <Screen title={t('panel.page.lead-board')} loaded={loaded}>
      {({ lanes }) => (
        <div className="lanes" tabIndex={0} role="region" aria-label={t('panel.page.lead-board')}>
          {lanes.map((lane) => (
            <LaneColumn key={lane.key} lane={lane} lanes={lanes} move={move} />
          ))}
        </div>
      )}
    </Screen>
  );
};

interface LaneProps {
  lane: Lane;
  lanes: readonly Lane[];
  move(leadId: number, stage: string): void;
}

function LaneColumn({ lane, lanes, move }: LaneProps) {
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [id, from] = event.dataTransfer.getData('text/plain').split('/');
    if (id && from !== lane.key) move(Number(id), lane.key);
  };
  return (
    <section
      className={`lane${isOver ? ' over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>
        {lane.name}
        <span className="muted">{count(lane.total)}</span>
      </h2>
      <ul>
        {lane.leads.map((card) => (
          <LeadCard key={card.id} card={card} lane={lane} lanes={lanes} move={move} />
        ))}
      </ul>
      {lane.total > lane.leads.length ? (
        <p className="pages">
          <Link to={`/admin/resources/leads?filters.stage=${lane.key}`}>{t('panel.list.openAll')}</Link>
        </p>
      ) : null}
    </section>
  );
}

const LeadCard = ({ card, lane, lanes, move }: LaneProps & { card: Card }) => (
  <li
    className="lead-card"
    draggable={card.status !== 'converted'}
    onDragStart={({ dataTransfer }) => dataTransfer.setData('text/plain', `${String(card.id)}/${lane.key}`)}
  >
    <div className="title">
      <Link to={`/admin/resources/leads/records/${String(card.id)}/show`}>{card.name}</Link>
      {card.status === 'converted' ? null : <MoveMenu card={card} lane={lane} lanes={lanes} move={move} />}
    </div>
    <div className="muted">
      {card.assignee ?? t('board.nobody')} · {t('desk.score', { score: card.score })}
    </div>
    {card.callbackAt ? (
      <div className="muted">
        {t('leads.field.callbackAt')}: <Moment iso={card.callbackAt} />
      </div>
    ) : null}
  </li>
);

/** The same as dragging, for keyboards and phones. */
const MoveMenu = ({ card, lane, lanes, move }: LaneProps & { card: Card }) => (
  <select
    aria-label={t('board.move', { name: card.name })}
    title={t('board.move', { name: card.name })}
    value={lane.key}
    onChange={({ target }) => move(card.id, target.value)}
  >
    {lanes.map(({ key, name }) => (
      <option key={key} value={key}>
        {name}
      </option>
    ))}
  </select>
);
