import { useNavigate } from 'react-router-dom';
import { CommandForm } from './command-form.js';
import { actionPath } from './lib/form.js';
import type { ResourceInfo } from './lib/session.js';
import { label, t } from './lib/text.js';
import { say } from './lib/toast.js';

interface Props {
  info: ResourceInfo;
  name: string;
  recordId?: string;
}

/** A command at an address of its own, for links that lead straight to it. */
export function CommandPage({ info, name, recordId }: Props) {
  const navigate = useNavigate();
  const list = `/admin/resources/${info.id}`;
  const back = recordId ? `${list}/records/${recordId}/show` : list;
  const title = label(info.id, 'action', name);
  return (
    <main className="page">
      <h1>{title}</h1>
      <section className="card" style={{ maxWidth: 560, marginTop: 16, padding: 24 }}>
        <CommandForm
          feature={info.id}
          name={name}
          path={actionPath(info.id, name, recordId)}
          look={info.actions[name]?.look ?? 'plain'}
          done={({ record }) => {
            say('success', t('panel.form.done', { action: title }));
            navigate(record?.isGone ? list : back);
          }}
          cancel={() => {
            navigate(back);
          }}
        />
      </section>
    </main>
  );
}
