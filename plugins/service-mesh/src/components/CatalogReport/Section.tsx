import type { ReactNode } from 'react';
import { DataTable, type Column } from '../DataTable';
import { Panel } from '../Panel';
import { useSearch } from '../SearchField';

/** A titled table of the report; a sentence where it is empty. */
export function Section<T>({
  id,
  title,
  action,
  columns,
  rows,
  empty,
  textOf,
  keyOf,
  nameOf,
  details,
}: {
  /** Names the table in the URL. */
  id: string;
  title: string;
  action?: ReactNode;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** What it means that there is no row. */
  empty: ReactNode;
  /** What the search of the page looks at. */
  textOf: (row: T) => string;
  keyOf: (row: T) => string;
  nameOf?: (row: T) => string;
  details?: (row: T) => ReactNode;
}) {
  const shown = useSearch()(rows, textOf);
  return (
    <Panel title={`${title} (${rows.length})`} action={action}>
      {rows.length === 0 && empty}
      {rows.length > 0 && shown.length === 0 && 'Nothing fits the search.'}
      {shown.length > 0 && (
        <DataTable
          id={id}
          label={title}
          columns={columns}
          rows={shown}
          rowKey={keyOf}
          rowName={nameOf}
          details={details}
        />
      )}
    </Panel>
  );
}
