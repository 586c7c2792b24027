import { DocumentNode, Fields } from './document-node.js';
import type { DocumentContext } from './document-part.js';
import { branch, kindOf, plain, put, text } from './lib/document.js';
import type { Path, Schema } from './lib/document.js';
import { t } from './lib/text.js';

interface Props {
  schema: Schema;
  document: unknown;
  faults: Readonly<Record<string, string>>;
  isOff: boolean;
  change(document: unknown): void;
}

/** A form over a whole document, drawn from its schema: what is plain first, then its parts, each with a switch. */
export function DocumentForm({ schema, document, faults, isOff, change }: Props) {
  const form: DocumentContext = {
    faults,
    isOff,
    currency: text(branch(document)['currency']),
    set: (path: Path, value: unknown) => change(put(document, path, value)),
  };
  const properties = Object.entries(schema.properties ?? {});
  const isPart = (name: string, one: Schema): boolean =>
    ['part', 'variant', 'list', 'map'].includes(kindOf(plain(one), name));
  const basics = Object.fromEntries(properties.filter(([name, one]) => !isPart(name, one)));
  return (
    <div className="document-form">
      <section className="card part">
        <h2>{t('plan_studio.part.basics')}</h2>
        <Fields schema={{ ...schema, properties: basics }} path={[]} value={document} form={form} />
      </section>
      {properties
        .filter(([name, one]) => isPart(name, one))
        .map(([name, one]) => (
          <DocumentNode key={name} schema={one} name={name} path={[name]} value={branch(document)[name]} form={form} />
        ))}
    </div>
  );
}
