import type { Model } from 'sequelize';
import type { z } from 'zod';
import type { Actor } from '../../src/core/actor.js';
import type { Command } from '../../src/core/command.js';
import type { Policy } from '../../src/core/policy.js';
import type { Language } from '../../src/users/user.js';
import type { FieldHint } from './fields.js';

export type Look = 'primary' | 'danger' | 'plain';

/** Something the command made that is shown this once, such as a new key. */
export interface Revealed {
  label: string;
  value: string;
}

/** A line of what a command would do, shown before anyone presses the button. */
export interface PreviewLine {
  label: string;
  value: string;
}

/** A file that the command made; the browser saves it. */
export interface Download {
  name: string;
  type: string;
  content: string;
}

/** A command as the panel offers it: on one record, on many, or on the table as a whole. */
export interface PanelAction<M extends Model = Model> {
  on: 'record' | 'resource' | 'many';
  name: string;
  schema: z.ZodType;
  allow: Policy;
  run(actor: Actor, input: unknown, requestId?: string): Promise<unknown>;
  when(row: M, actor: Actor): boolean;
  given(row: M): Record<string, unknown>;
  initial(row: M): Record<string, unknown>;
  fields: Readonly<Record<string, FieldHint>>;
  isBulk: boolean;
  look: Look;
  icon: string;
  /** On `many`: the part of the input that takes the ids of all chosen rows at once. */
  together?: string;
  reveal?(result: unknown): Revealed[];
  report?(result: unknown): PreviewLine[];
  download?(result: unknown): Download;
  preview?(actor: Actor, row: M, input: Record<string, unknown>, language: Language): Promise<PreviewLine[]>;
}

interface Options<Input extends z.ZodType, Result> {
  command: Command<Input, Result>;
  /** Texts and choices that the schema cannot say. */
  fields?: Readonly<Record<string, FieldHint>>;
  look?: Look;
  icon?: string;
  reveal?(result: Result): Revealed[];
  /** What came of it line by line, where "done" says too little. */
  report?(result: Result): PreviewLine[];
  download?(result: Result): Download;
}

interface RecordOptions<M extends Model, Input extends z.ZodType, Result> extends Options<Input, Result> {
  /** Whether it makes sense on this row, so that the button shows; the command decides again. */
  when?(row: M, actor: Actor): boolean;
  /** The part of the input that the row gives; nobody can send it. */
  input(row: M): Partial<z.input<Input>>;
  /** What the form starts with. */
  initial?(row: M): Partial<z.input<Input>>;
  bulk?: boolean;
  preview?(actor: Actor, row: M, input: Record<string, unknown>, language: Language): Promise<PreviewLine[]>;
}

/** A command on one row; with `bulk` also on selected rows and on all that match the filters. */
export const commandAction = <M extends Model, Input extends z.ZodType, Result>({
  when,
  input,
  initial,
  bulk,
  preview,
  ...options
}: RecordOptions<M, Input, Result>): PanelAction<M> => ({
  ...base(options),
  on: 'record',
  when: when ?? (() => true),
  given: (row) => input(row),
  initial: (row) => initial?.(row) ?? {},
  isBulk: bulk === true,
  ...(preview && { preview }),
});

/** A command on the table as a whole: making a row, importing, starting something. */
export const tableAction = <M extends Model, Input extends z.ZodType, Result>(
  options: Options<Input, Result> & { initial?: Partial<z.input<Input>> },
): PanelAction<M> => ({
  ...base(options),
  on: 'resource',
  when: () => true,
  given: () => ({}),
  initial: () => options.initial ?? {},
  isBulk: false,
});

/** One command over all chosen rows together, such as putting payouts into one batch. */
export const manyAction = <M extends Model, Input extends z.ZodType, Result>(
  options: Options<Input, Result> & { ids: string },
): PanelAction<M> => ({
  ...tableAction<M, Input, Result>(options),
  on: 'many',
  isBulk: true,
  together: options.ids,
  given: () => ({ [options.ids]: [] }),
});

function base<Input extends z.ZodType, Result>(options: Options<Input, Result>) {
  const { command, fields, look, icon, reveal, report, download } = options;
  return {
    name: command.name,
    schema: command.input,
    allow: command.allow,
    run: (actor: Actor, input: unknown, requestId?: string) => command(actor, input as z.input<Input>, requestId),
    fields: fields ?? {},
    look: look ?? ('plain' as const),
    icon: icon ?? 'ChevronRight',
    ...(reveal && { reveal: (result: unknown) => reveal(result as Result) }),
    ...(report && { report: (result: unknown) => report(result as Result) }),
    ...(download && { download: (result: unknown) => download(result as Result) }),
  };
}
