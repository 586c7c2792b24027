import { useParams } from 'react-router-dom';
import { CommandPage } from './command-page.js';
import { Empty } from './empty.js';
import { resourceInfo } from './lib/session.js';
import { t } from './lib/text.js';
import { List } from './list.js';
import { Record } from './record.js';

// These take the places of AdminJS's routes of the same names: same addresses, our screens.

const NotHere = () => (
  <main className="page">
    <section className="card">
      <Empty title={t('panel.frame.notHere')} hint={t('panel.frame.notHereHint')} />
    </section>
  </main>
);

/** /admin/resources/users */
export function ResourceRoute() {
  const info = resourceInfo(useParams()['resourceId'] ?? '');
  return info ? <List key={info.id} info={info} /> : <NotHere />;
}

/** /admin/resources/users/records/42/show, and the same with a command's name */
export function RecordActionRoute() {
  const { resourceId = '', recordId = '', actionName = '' } = useParams();
  const info = resourceInfo(resourceId);
  if (!info) return <NotHere />;
  if (actionName === 'show') return <Record key={`${info.id}/${recordId}`} info={info} id={recordId} />;
  return info.actions[actionName] ? <CommandPage info={info} name={actionName} recordId={recordId} /> : <NotHere />;
}

/** /admin/resources/users/actions/create */
export function ResourceActionRoute() {
  const { resourceId = '', actionName = '' } = useParams();
  const info = resourceInfo(resourceId);
  return info?.actions[actionName] ? <CommandPage info={info} name={actionName} /> : <NotHere />;
}

/** Many rows are worked on from their list; the address has no screen of its own. */
export const BulkActionRoute = NotHere;
