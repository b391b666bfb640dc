import { Fragment, useState, type ReactNode } from 'react';
import IconButton from '@mui/material/IconButton';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';

/** A column of a table. */
export interface Column<T> {
  id: string;
  title: string;
  render: (row: T) => ReactNode;
  /** Makes the column sortable; null sorts last. */
  value?: (row: T) => string | number | null;
  numeric?: boolean;
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) {
    return 0;
  }
  if (a === null || b === null) {
    return a === null ? 1 : -1;
  }
  return a < b ? -1 : 1;
}

/** Rows under headers that sort; a row may open to show more. */
export function DataTable<T>({
  label,
  columns,
  rows,
  rowKey,
  rowName,
  details,
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Name of a row, for the button that opens it. */
  rowName?: (row: T) => string;
  details?: (row: T) => ReactNode;
}) {
  const [sort, setSort] = useState<{ id: string; descending: boolean }>();
  const [open, setOpen] = useState<string>();
  const column = columns.find(({ id }) => id === sort?.id);
  const sorted = column?.value
    ? [...rows].sort(
        (a, b) =>
          compare(column.value!(a), column.value!(b)) *
          (sort?.descending ? -1 : 1),
      )
    : rows;
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label}>
      <Table
        size="small"
        stickyHeader
        aria-label={label}
        sx={{
          '& th, & td': { wordBreak: 'normal', px: 1 },
        }}
      >
        <TableHead>
          <TableRow>
            {details && <TableCell sx={{ width: 48 }} aria-label="Details" />}
            {columns.map(({ id, title, value, numeric }) => (
              <TableCell
                key={id}
                align={numeric ? 'right' : 'left'}
                sortDirection={
                  sort?.id === id ? (sort.descending ? 'desc' : 'asc') : false
                }
              >
                {value ? (
                  <TableSortLabel
                    active={sort?.id === id}
                    direction={sort?.descending ? 'desc' : 'asc'}
                    onClick={() =>
                      setSort({
                        id,
                        descending: sort?.id === id && !sort.descending,
                      })
                    }
                  >
                    {title}
                  </TableSortLabel>
                ) : (
                  title
                )}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {sorted.map(row => {
            const key = rowKey(row);
            const isOpen = open === key;
            return (
              <Fragment key={key}>
                <TableRow hover>
                  {details && (
                    <TableCell>
                      <IconButton
                        size="small"
                        aria-expanded={isOpen}
                        aria-label={`Details of ${rowName?.(row) ?? key}`}
                        onClick={() => setOpen(isOpen ? undefined : key)}
                      >
                        {isOpen ? (
                          <RiArrowDownSLine aria-hidden />
                        ) : (
                          <RiArrowRightSLine aria-hidden />
                        )}
                      </IconButton>
                    </TableCell>
                  )}
                  {columns.map(({ id, render, numeric }) => (
                    <TableCell
                      key={id}
                      align={numeric ? 'right' : 'left'}
                      sx={numeric ? { fontVariantNumeric: 'tabular-nums' } : {}}
                    >
                      {render(row)}
                    </TableCell>
                  ))}
                </TableRow>
                {details && isOpen && (
                  <TableRow>
                    <TableCell colSpan={columns.length + 1}>
                      {details(row)}
                    </TableCell>
                  </TableRow>
                )}
              </Fragment>
            );
          })}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
