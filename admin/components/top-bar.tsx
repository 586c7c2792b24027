import { Link, useLocation } from 'react-router-dom';
import { Icon } from './icon.js';
import { session } from './lib/session.js';
import { t } from './lib/text.js';
import { Toasts } from './toasts.js';

/** The program in use, and the person: language, light or dark, signing out. */
export const TopBar = ({ toggleSidebar }: { toggleSidebar: () => void }) => (
  <header className="topbar">
    <button
      type="button"
      className="button quiet menu-toggle"
      onClick={toggleSidebar}
      aria-label={t('panel.frame.menu')}
    >
      <Icon name="Menu" size={20} />
    </button>
    <ProgramChoice />
    <span className="spacer" />
    <PersonMenu />
    <Toasts />
  </header>
);

function ProgramChoice() {
  const { pathname } = useLocation();
  if (session.programs.length === 0) return null;
  return (
    <form className="program-choice" method="post" action="/admin/program">
      <input type="hidden" name="next" value={pathname.replace(/\/records\/.*/, '')} />
      <select
        name="programId"
        aria-label={t('panel.frame.program')}
        defaultValue={session.program?.id}
        onChange={({ target }) => target.form?.requestSubmit()}
      >
        {session.programs.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </form>
  );
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

const PersonMenu = () => (
  <details className="menu">
    <summary>
      <span className="avatar" aria-hidden="true">
        {initials(session.name)}
      </span>
      <span className="person-name">{session.name}</span>
    </summary>
    <div className="menu-panel">
      <div className="row">
        <strong>{session.name}</strong>
        <br />
        <span className="muted">{t(`users.value.${session.role}`)}</span>
      </div>
      <hr />
      <Choice name="theme" current={session.theme} options={['system', 'light', 'dark']} />
      <Choice name="language" current={session.language} options={['en', 'hi']} />
      <Link className="button quiet" to={`/admin/resources/own_account/records/${session.id}/show`}>
        <Icon name="User" />
        {t('own_account.list.title')}
      </Link>
      <form method="post" action="/admin/logout">
        <button type="submit" className="button quiet">
          <Icon name="LogOut" />
          {t('panel.frame.logout')}
        </button>
      </form>
    </div>
  </details>
);

function Choice({ name, current, options }: { name: string; current: string; options: string[] }) {
  const { pathname, search } = useLocation();
  return (
    <form method="post" action="/admin/appearance">
      <input type="hidden" name="next" value={pathname + search} />
      <div className="muted">{t(`panel.frame.${name}`)}</div>
      <div className="segments">
        {options.map((option) => (
          <button key={option} type="submit" name={name} value={option} aria-pressed={option === current}>
            {t(`panel.${name}.${option}`)}
          </button>
        ))}
      </div>
    </form>
  );
}
