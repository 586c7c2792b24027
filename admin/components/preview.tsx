import { figure } from './lib/format.js';
import type { PreviewLine } from './lib/form.js';

/** What a command would do, or did, as lines of name and value. */
export const Preview = ({ lines }: { lines: readonly PreviewLine[] }) => (
  <div className="preview">
    {lines.map(({ label, value }, index) => (
      <div key={index}>
        <span>{label}</span>
        <strong>{figure(value)}</strong>
      </div>
    ))}
  </div>
);
