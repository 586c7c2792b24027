import type { ReactNode } from 'react';
import type { Path, Schema } from './lib/document.js';
import { t } from './lib/text.js';

/** What every place of the form needs to know of the whole. */
export interface DocumentContext {
  faults: Readonly<Record<string, string>>;
  isOff: boolean;
  currency: string;
  set(path: Path, value: unknown): void;
}

export interface NodeProps {
  schema: Schema;
  /** The key in the document; items of a list carry the list's. */
  name: string;
  path: Path;
  value: unknown;
  /** What it says above it, where that is not the key's own text. */
  title?: string;
  isRequired?: boolean;
  form: DocumentContext;
}

export const titleOf = ({ name, title }: Pick<NodeProps, 'name' | 'title'>): string =>
  title ?? t(`plan_studio.field.${name}`);

/** A part with a switch: off, the document does not have it. */
export function Switched(props: NodeProps & { empty(): unknown; children: ReactNode }) {
  const { name, path, value, form, isRequired = false, empty, children } = props;
  const isOn = value !== undefined;
  const fault = form.faults[path.join('.')];
  return (
    <fieldset className={path.length === 1 ? 'part card' : 'part'} data-part={path.join('.')}>
      <legend>
        <label>
          {isRequired ? null : (
            <input
              type="checkbox"
              checked={isOn}
              disabled={form.isOff}
              onChange={({ target }) => form.set(path, target.checked ? empty() : undefined)}
            />
          )}
          {titleOf(props)}
        </label>
      </legend>
      {path.length === 1 ? <p className="muted">{t(`plan_studio.hint.${name}`)}</p> : null}
      {fault ? <p className="fault">{fault}</p> : null}
      {isOn ? children : null}
    </fieldset>
  );
}
