import { Fragment, type ReactNode } from 'react';
import IconButton from '@mui/material/IconButton';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TableSortLabel from '@mui/material/TableSortLabel';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { useUrlState } from '../../hooks/useUrlState';

/** A column of a table. */
export interface Column<T> {
  id: string;
  title: string;
  render: (row: T) => ReactNode;
  /** Makes the column sortable; null is last in both directions. */
  value?: (row: T) => string | number | null;
  numeric?: boolean;
}

function compare(
  a: string | number | null,
  b: string | number | null,
  isDescending: boolean,
): number {
  if (a === b) {
    return 0;
  }
  if (a === null || b === null) {
    return a === null ? 1 : -1;
  }
  return a < b === isDescending ? 1 : -1;
}

/** Rows under headers that sort; a row may open to show more. The order and the open row are in the URL. */
export function DataTable<T>({
  id: table,
  label,
  columns,
  rows,
  rowKey,
  rowName,
  details,
}: {
  /** Names the table in the URL; one of its kind on a page. */
  id: string;
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Name of a row, for the button that opens it. */
  rowName?: (row: T) => string;
  details?: (row: T) => ReactNode;
}) {
  const [sort, setSort] = useUrlState(`${table}.sort`);
  const [open, setOpen] = useUrlState(`${table}.open`);
  const isDescending = sort.startsWith('-');
  const sortId = isDescending ? sort.slice(1) : sort;
  const valueOf = columns.find(({ id }) => id === sortId)?.value;
  const sorted = valueOf
    ? [...rows].sort((a, b) => compare(valueOf(a), valueOf(b), isDescending))
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
                  sortId === id ? (isDescending ? 'desc' : 'asc') : false
                }
              >
                {value ? (
                  <TableSortLabel
                    active={sortId === id}
                    direction={isDescending ? 'desc' : 'asc'}
                    onClick={() => setSort(sort === id ? `-${id}` : id)}
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
                        onClick={() => setOpen(isOpen ? '' : key)}
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
