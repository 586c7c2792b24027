import { Link, useLocation } from 'react-router-dom';
import { Icon } from './icon.js';
import { session } from './lib/session.js';
import type { NavigationGroup } from './lib/session.js';
import { t } from './lib/text.js';
import { Wordmark } from './wordmark.js';

/** The person's own navigation, grouped by work; it takes the place of AdminJS's. */
export function Sidebar({ isVisible }: { isVisible: boolean }) {
  return (
    <aside className={`sidebar${isVisible ? ' open' : ''}`}>
      <div className="sidebar-brand">
        <Link to="/admin" aria-label={`upline: ${t('panel.frame.home')}`}>
          <Wordmark />
        </Link>
      </div>
      <nav aria-label={t('panel.frame.navigation')}>
        <Item href="/admin" icon="Home" name={t('panel.frame.home')} isExact />
        {session.navigation.map((group) => (
          <Group key={group.group} {...group} />
        ))}
      </nav>
    </aside>
  );
}

const Group = ({ group, items }: NavigationGroup) => (
  <div className="nav-group">
    <h2>{t(`panel.group.${group}`)}</h2>
    <ul>
      {items.map(({ key, kind, icon, href }) => (
        <li key={key}>
          <Item href={href} icon={icon} name={t(kind === 'page' ? `panel.page.${key}` : `${key}.list.title`)} />
        </li>
      ))}
    </ul>
  </div>
);

function Item({ href, icon, name, isExact = false }: { href: string; icon: string; name: string; isExact?: boolean }) {
  const { pathname } = useLocation();
  const isCurrent = pathname === href || (!isExact && pathname.startsWith(`${href}/`));
  return (
    <Link className="nav-item" to={href} aria-current={isCurrent ? 'page' : undefined}>
      <Icon name={icon} />
      {name}
    </Link>
  );
}
