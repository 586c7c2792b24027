import { useId } from 'react';
import { DocumentList } from './document-list.js';
import { Switched, titleOf } from './document-part.js';
import type { NodeProps } from './document-part.js';
import { DocumentValue } from './document-value.js';
import { branch, discriminator, emptyOf, items, kindOf, plain, text, variantOf } from './lib/document.js';
import { t } from './lib/text.js';

/** A place of a document, drawn by its schema. */
export function DocumentNode({ schema: given, ...props }: NodeProps) {
  const schema = plain(given);
  const kind = kindOf(schema, props.name);
  if (kind === 'variant') return <Variant {...props} schema={schema} />;
  if (kind === 'part') return <Part {...props} schema={schema} />;
  if (kind === 'choices') return <Choices {...props} schema={schema} />;
  if (kind === 'list' || kind === 'map') return <DocumentList {...props} schema={schema} draw={DocumentNode} />;
  return <Value {...props} schema={schema} isNullable={schema.isNullable ?? false} />;
}

/** What is counted in volume, whatever money the program has. */
const volumes = new Set(['pair_value', 'personal_volume', 'group_volume']);

function unitOf(kind: string, name: string, currency: string): string | undefined {
  if (kind === 'amount') return volumes.has(name) ? 'CV' : currency;
  return kind === 'rate' ? '%' : undefined;
}

function Value(props: NodeProps & { isNullable: boolean }) {
  const { schema, name, path, value, isNullable, form } = props;
  const id = useId();
  const fault = form.faults[path.join('.')];
  const kind = kindOf(schema, name);
  const unit = unitOf(kind, name, form.currency);
  return (
    <div className={kind === 'flag' ? 'field inline' : 'field'}>
      <label htmlFor={id}>{titleOf(props)}</label>
      <DocumentValue
        id={id}
        {...{ kind, schema, value, isNullable }}
        isOff={form.isOff}
        describedBy={fault ? `${id}-fault` : undefined}
        {...(unit && { unit })}
        set={(next) => form.set(path, next)}
      />
      {fault ? (
        <span className="fault" id={`${id}-fault`}>
          {fault}
        </span>
      ) : null}
    </div>
  );
}

/** The fields of a part; parts inside it that may be left out have a switch of their own. */
export const Fields = ({ schema, path, value, form }: Omit<NodeProps, 'name'>) => (
  <div className="fields">
    {Object.entries(schema.properties ?? {})
      .filter(([, { const: fixed }]) => fixed === undefined)
      .map(([key, one]) => (
        <DocumentNode
          key={key}
          schema={one}
          name={key}
          path={[...path, key]}
          value={branch(value)[key]}
          isRequired={schema.required?.includes(key) ?? false}
          form={form}
        />
      ))}
  </div>
);

function Part(props: NodeProps) {
  const { value, schema, path, form } = props;
  return (
    <Switched {...props} empty={() => emptyOf(schema)}>
      <Fields schema={schema} path={path} value={value} form={form} />
    </Switched>
  );
}

/** A part that comes in several shapes: the shape is chosen, the rest stays as far as it fits. */
function Variant(props: NodeProps) {
  const { value, schema, path, form } = props;
  const shapes = schema.oneOf ?? [];
  const key = discriminator(shapes);
  const shape = variantOf(schema, value);
  const choose = (chosen: string): void => {
    const next = shapes.find(({ properties }) => properties?.[key]?.const === chosen) ?? {};
    form.set(path, { ...branch(value), ...branch(emptyOf(next)) });
  };
  const names = shapes.map(({ properties }) => properties?.[key]?.const ?? '');
  return (
    <Switched {...props} empty={() => emptyOf(schema)}>
      <div className="field">
        <label htmlFor={path.join('-')}>{t(`plan_studio.field.${key}`)}</label>
        <select
          id={path.join('-')}
          value={text(branch(value)[key])}
          disabled={form.isOff}
          onChange={({ target }) => choose(target.value)}
        >
          {names.map((one) => (
            <option key={one} value={one}>
              {t(`plan_studio.value.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <Fields schema={shape} path={path} value={value} form={form} />
    </Switched>
  );
}

/** Several of a few words. */
function Choices(props: NodeProps) {
  const { schema, path, value, form } = props;
  const chosen = items(value);
  const fault = form.faults[path.join('.')];
  return (
    <div className="field" role="group" aria-label={titleOf(props)}>
      <span className="label">{titleOf(props)}</span>
      {(schema.items?.enum ?? []).map((one) => (
        <label key={one} className="tick">
          <input
            type="checkbox"
            checked={chosen.includes(one)}
            disabled={form.isOff}
            onChange={({ target }) =>
              form.set(path, target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
            }
          />
          {t(`plan_studio.value.${one}`)}
        </label>
      ))}
      {fault ? <span className="fault">{fault}</span> : null}
    </div>
  );
}
