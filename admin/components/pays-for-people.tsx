import { Icon } from './icon.js';
import { t } from './lib/text.js';

/** The mark of a version that pays for people rather than for sales of goods, wherever it shows. */
export const PaysForPeople = () => (
  <span className="pill pending">
    <Icon name="Users" size={12} />
    {t('plan_studio.warning.paysForPeople')}
  </span>
);
