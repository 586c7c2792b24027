import type { ReactNode } from 'react';

/** Nothing here, and what to do about it. */
export const Empty = ({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) => (
  <div className="empty">
    <h2>{title}</h2>
    {hint ? <p>{hint}</p> : null}
    {children}
  </div>
);
