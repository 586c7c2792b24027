import { Icon } from './icon.js';
import { t } from './lib/text.js';
import { say } from './lib/toast.js';

export const CopyButton = ({ text }: { text: string }) => (
  <button
    type="button"
    className="button small"
    onClick={() => {
      navigator.clipboard.writeText(text).then(
        () => {
          say('success', t('panel.copy.done'));
        },
        () => {
          say('error', t('panel.copy.failed'));
        },
      );
    }}
  >
    <Icon name="Copy" size={14} />
    {t('panel.copy.copy')}
  </button>
);
