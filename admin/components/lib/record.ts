import type { Names, Values } from '../value.js';

export interface RecordInfo {
  id: string;
  title: string;
  values: Values;
  names: Names;
  /** Related resource and filter -> the value to filter by. */
  links: Record<string, string | number | null>;
  recordActions: { name: string }[];
}
