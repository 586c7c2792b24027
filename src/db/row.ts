import { Model } from 'sequelize';
import type { SaveOptions, Transaction } from 'sequelize';

/** One saved row, as the audit shows it: only the columns that changed, as they were and as they are. */
export interface Change {
  table: string;
  id: number | string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
}

const changes = new WeakMap<Transaction, Change[]>();

/** What has been saved so far in this transaction. */
export const changesIn = (tx: Transaction): Change[] => changes.get(tx) ?? [];

/** A table's row: columns and legal moves. Saving it inside a transaction notes the change for the command log. */
export abstract class Row<Attributes extends object = object, Creation extends object = Attributes> extends Model<
  Attributes,
  Creation
> {
  /** Columns whose values never reach the command log. */
  static readonly secretColumns: readonly string[] = [];

  override async save(options?: SaveOptions<Attributes>): Promise<this> {
    const change = this.pendingChange();
    await super.save(options);
    if (options?.transaction)
      note(options.transaction, { ...change, id: this.get('id' as never) as unknown as number | string });
    return this;
  }

  private pendingChange(): Omit<Change, 'id'> {
    const changed = this.changed() || [];
    const { tableName, secretColumns } = this.constructor as typeof Row & { tableName: string };
    const visible = changed.filter((column) => !secretColumns.includes(column));
    const pick = (read: (column: string) => unknown) =>
      Object.fromEntries(visible.map((column) => [column, plain(read(column))]));
    return {
      table: tableName,
      before: this.isNewRecord
        ? null
        : pick((column) => alike(this.previous(column as never), this.get(column as never))),
      after: pick((column) => this.get(column as never)),
    };
  }
}

function note(tx: Transaction, change: Change): void {
  if (Object.keys(change.after).length === 0) return;
  changes.set(tx, [...changesIn(tx), change]);
}

/** The driver's text for an int8 reads as the number that the column gives now. */
const alike = (before: unknown, after: unknown): unknown =>
  typeof before === 'string' && typeof after === 'number' ? Number(before) : before;

const plain = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : (value ?? null));
