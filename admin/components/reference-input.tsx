import { useId } from 'react';
import { useReference } from './lib/reference.js';
import type { Reference } from './lib/reference.js';
import { t } from './lib/text.js';

interface Props {
  id: string;
  name: string;
  /** The resource whose rows can be named. */
  of: string;
  where?: Readonly<Record<string, string>> | undefined;
  value: string;
  isInvalid?: boolean;
  set(value: string): void;
}

/** A row of another table, found by typing a part of its name. */
export function ReferenceInput({ id, name, isInvalid = false, ...rest }: Props) {
  const listId = useId();
  const reference = useReference(rest);
  return (
    <div className="suggest">
      <input
        id={id}
        role="combobox"
        aria-label={name}
        aria-expanded={reference.isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-invalid={isInvalid || undefined}
        autoComplete="off"
        placeholder={t('panel.form.search')}
        value={reference.text}
        onFocus={reference.open}
        onBlur={reference.close}
        onChange={({ target }) => reference.type(target.value)}
        onKeyDown={reference.onKeyDown}
      />
      {reference.isOpen ? <Options id={listId} name={name} {...reference} /> : null}
    </div>
  );
}

const Options = ({ id, name, options, at, choose }: Reference & { id: string; name: string }) => (
  <ul id={id} role="listbox" aria-label={name}>
    {options?.map((option, index) => (
      <li key={option.id} role="option" aria-selected={index === at} onMouseDown={() => choose(option)}>
        {option.title}
      </li>
    ))}
    {options?.length === 0 ? (
      <li role="option" aria-selected={false} className="muted">
        {t('panel.form.noMatch')}
      </li>
    ) : null}
  </ul>
);
