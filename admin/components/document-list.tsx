import type { ReactNode } from 'react';
import { Switched, titleOf } from './document-part.js';
import type { NodeProps } from './document-part.js';
import { Icon } from './icon.js';
import { branch, emptyOf, items, kindOf, plain } from './lib/document.js';
import { t } from './lib/text.js';

interface Props extends NodeProps {
  /** Draws one item. */
  draw(props: NodeProps): ReactNode;
}

/** Items one below the other, or names with a value each; taken away and added one by one. */
export function DocumentList(props: Props) {
  const isMap = kindOf(props.schema, props.name) === 'map';
  return (
    <Switched {...props} empty={() => emptyOf(props.schema, props.name)}>
      {isMap ? <Names {...props} /> : <Items {...props} />}
    </Switched>
  );
}

function Items(props: Props) {
  const { schema, name, path, value, form, draw: Draw } = props;
  const list = items(value);
  const item = schema.items ?? {};
  const isRows = kindOf(plain(item), name) === 'part';
  const word = t([`plan_studio.item.${name}`, `plan_studio.field.${name}`]);
  return (
    <>
      <ol className={isRows ? 'items rows' : 'items'}>
        {list.map((one, index) => (
          <li key={index}>
            <Draw
              schema={item}
              name={name}
              path={[...path, index]}
              value={one}
              title={`${word} ${String(index + 1)}`}
              isRequired
              form={form}
            />
            <Remove
              title={`${word} ${String(index + 1)}`}
              isOff={form.isOff}
              go={() => form.set([...path, index], undefined)}
            />
          </li>
        ))}
      </ol>
      <Add text={titleOf(props)} isOff={form.isOff} go={() => form.set([...path, list.length], emptyOf(item, name))} />
    </>
  );
}

/** A value for each of several names, such as a cap for each rank. */
function Names(props: NodeProps) {
  const { path, value, form } = props;
  const entries = Object.entries(branch(value));
  const set = (next: [string, unknown][]): void => form.set(path, Object.fromEntries(next));
  return (
    <>
      <ol className="items">
        {entries.map(([key, one], index) => (
          <li key={index}>
            <input
              type="text"
              aria-label={t('plan_studio.field.name')}
              value={key}
              disabled={form.isOff}
              onChange={({ target }) => set(entries.map((entry, at) => (at === index ? [target.value, one] : entry)))}
            />
            <input
              type="text"
              inputMode="numeric"
              className="number"
              aria-label={`${titleOf(props)}: ${key}`}
              value={String(one)}
              disabled={form.isOff}
              onChange={({ target }) =>
                set(entries.map((entry, at) => (at === index ? [key, numberOr(target.value)] : entry)))
              }
            />
            <Remove title={key} isOff={form.isOff} go={() => set(entries.filter((_, at) => at !== index))} />
          </li>
        ))}
      </ol>
      <Add text={titleOf(props)} isOff={form.isOff} go={() => set([...entries, ['', 1]])} />
    </>
  );
}

const numberOr = (text: string): number | string => (/^\d{1,15}$/.test(text) ? Number(text) : text);

const Remove = ({ title, isOff, go }: { title: string; isOff: boolean; go(): void }) =>
  isOff ? null : (
    <button
      type="button"
      className="button quiet small"
      aria-label={t('plan_studio.word.remove', { what: title })}
      onClick={go}
    >
      <Icon name="X" />
    </button>
  );

const Add = ({ text, isOff, go }: { text: string; isOff: boolean; go(): void }) =>
  isOff ? null : (
    <button
      type="button"
      className="button small"
      onClick={go}
      aria-label={t('plan_studio.word.addTo', { what: text })}
    >
      <Icon name="Plus" />
      {t('plan_studio.word.add')}
    </button>
  );
