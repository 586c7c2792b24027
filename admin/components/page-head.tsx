import type { ReactNode } from 'react';

/** A screen's name and what can be done on it. */
export const PageHead = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="page-head">
    <h1>{title}</h1>
    <span className="spacer" />
    {children}
  </div>
);
