import { Icon } from './icon.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';

export const CopyButton = ({ text, isSmall = false }: { text: string; isSmall?: boolean }) => (
  <button
    type="button"
    className={`button small${isSmall ? ' quiet' : ''}`}
    aria-label={isSmall ? t('panel.copy.copy') : undefined}
    onClick={(event) => {
      event.preventDefault();
      navigator.clipboard.writeText(text).then(
        () => say('success', t('panel.copy.done')),
        () => say('error', t('panel.copy.failed')),
      );
    }}
  >
    <Icon name="Copy" size={14} />
    {isSmall ? null : t('panel.copy.copy')}
  </button>
);
