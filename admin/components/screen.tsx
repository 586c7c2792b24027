import type { ReactNode } from 'react';
import type { Loaded } from './lib/load.js';
import { t } from './lib/text.js';
import { PageHead } from './page-head.js';

interface Props<Data> {
  title: string;
  loaded: Loaded<Data>;
  head?: ReactNode;
  children(data: Data): ReactNode;
}

/** A screen around data that has to be read first: loading, refused, or there. */
export const Screen = <Data,>({ title, loaded: { data, fault, isLoading }, head, children }: Props<Data>) => (
  <main className="page" aria-busy={isLoading}>
    <PageHead title={title}>{head}</PageHead>
    {fault ? (
      <p className="alert" role="alert">
        {fault}
      </p>
    ) : null}
    {data === undefined && !fault ? <p className="muted">{t('panel.form.loading')}</p> : null}
    {data === undefined ? null : children(data)}
  </main>
);
