import { linesOf } from './lib/run-info.js';
import type { Cell, Totals } from './lib/run-report.js';
import { session } from './lib/session.js';
import { label, t } from './lib/text.js';
import { Money } from './value.js';

const states = ['accrued', 'missing', 'new', 'differs'] as const;

/** Decimal text of a sum of decimal texts. */
export function sumOf(cells: Record<string, Cell>): string {
  const minor = Object.values(cells).reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
  const digits = String(minor < 0n ? -minor : minor).padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Lines and amounts by kind and by how they stand to what is accrued already. */
export function KindTable({ lines }: Pick<Totals, 'lines'>) {
  const found = states.filter((state) => Object.values(lines).some((cells) => cells[state]));
  const kinds = Object.entries(lines);
  return (
    <section className="card">
      <header>
        <h2>{t('runs.kinds.title')}</h2>
      </header>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('runs.kinds.title')}>
        <table className="rows">
          <Head found={found} />
          <tbody>
            {kinds.map(([kind, cells]) => (
              <tr key={kind}>
                <th scope="row">{label('commissions', 'value', kind)}</th>
                {found.map((state) => (
                  <Amount key={state} cell={cells[state]} />
                ))}
                <Amount cell={totalOf(cells)} />
              </tr>
            ))}
          </tbody>
          {kinds.length > 1 ? <Foot found={found} kinds={kinds} /> : null}
        </table>
      </div>
      <p className="muted card-note">{t('runs.kinds.hint')}</p>
    </section>
  );
}

const Head = ({ found }: { found: readonly string[] }) => (
  <thead>
    <tr>
      <th scope="col">{t('panel.field.kind')}</th>
      {found.map((state) => (
        <th key={state} scope="col" className="number" title={t(`runs.stateHint.${state}`)}>
          {t(`runs.status.line_${state}`)}
        </th>
      ))}
      <th scope="col" className="number">
        {t('runs.kinds.all')}
      </th>
    </tr>
  </thead>
);

const Foot = ({ found, kinds }: { found: readonly string[]; kinds: readonly [string, Record<string, Cell>][] }) => (
  <tfoot>
    <tr>
      <th scope="row">{t('runs.kinds.sum')}</th>
      {found.map((state) => (
        <Amount key={state} cell={totalOf(byKind(kinds, (cells) => cells[state]))} />
      ))}
      <Amount cell={totalOf(byKind(kinds, totalOf))} />
    </tr>
  </tfoot>
);

const totalOf = (cells: Record<string, Cell>): Cell => ({
  lines: Object.values(cells).reduce((sum, { lines }) => sum + lines, 0),
  amount: sumOf(cells),
});

const byKind = (
  kinds: readonly [string, Record<string, Cell>][],
  pick: (cells: Record<string, Cell>) => Cell | undefined,
): Record<string, Cell> =>
  Object.fromEntries(kinds.flatMap(([kind, cells]) => (pick(cells) ? [[kind, pick(cells) as Cell]] : [])));

const Amount = ({ cell }: { cell: Cell | undefined }) => (
  <td className="number">
    {cell ? (
      <>
        <Money text={cell.amount} currency={session.program?.currency} />
        <small className="muted">{linesOf(cell.lines)}</small>
      </>
    ) : (
      <span className="muted">–</span>
    )}
  </td>
);
