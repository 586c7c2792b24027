import type { RecordInfo } from './lib/record.js';

interface RecordPanel {
  name: string;
  Show(props: { record: RecordInfo }): React.JSX.Element;
}

/** Tabs that only one kind of record has, before its related lists. */
export const recordPanels: Readonly<Record<string, readonly RecordPanel[]>> = {};
