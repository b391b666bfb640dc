import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DataTable, type Column } from './DataTable';

interface Row {
  name: string;
  rate: number | null;
}

const columns: Column<Row>[] = [
  { id: 'name', title: 'Name', render: ({ name }) => name },
  {
    id: 'rate',
    title: 'Rate',
    numeric: true,
    value: ({ rate }) => rate,
    render: ({ rate }) => String(rate),
  },
];
const rows: Row[] = [
  { name: 'b', rate: 2 },
  { name: 'unknown', rate: null },
  { name: 'a', rate: 10 },
];

function renderTable(address = '/') {
  renderInTestApp(
    <DataTable
      id="rows"
      label="Rows"
      columns={columns}
      rows={rows}
      rowKey={({ name }) => name}
      details={({ name }) => `all about ${name}`}
    />,
    { initialRouteEntries: [address] },
  );
}

const names = () =>
  screen
    .getAllByRole('button', { name: /^Details of/ })
    .map(button => button.getAttribute('aria-label')?.slice(11));

describe('DataTable', () => {
  it('sorts by a header, both ways, with what is unknown last', async () => {
    renderTable();
    expect(names()).toEqual(['b', 'unknown', 'a']);
    const header = screen.getByRole('columnheader', { name: 'Rate' });
    await userEvent.click(within(header).getByRole('button'));
    expect(names()).toEqual(['b', 'a', 'unknown']);
    expect(header).toHaveAttribute('aria-sort', 'ascending');
    await userEvent.click(within(header).getByRole('button'));
    expect(names()).toEqual(['a', 'b', 'unknown']);
    expect(header).toHaveAttribute('aria-sort', 'descending');
    expect(
      within(screen.getByRole('columnheader', { name: 'Name' })).queryByRole(
        'button',
      ),
    ).toBeNull();
  });

  it('opens one row at a time, by keyboard', async () => {
    renderTable();
    const first = screen.getByRole('button', { name: 'Details of b' });
    act(() => first.focus());
    await userEvent.keyboard('{Enter}');
    expect(first).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('all about b')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Details of a' }));
    expect(screen.queryByText('all about b')).toBeNull();
    expect(screen.getByText('all about a')).toBeVisible();
  });

  it('shows the order and the open row that the URL names', () => {
    renderTable('/?rows.sort=-rate&rows.open=a');
    expect(names()).toEqual(['a', 'b', 'unknown']);
    expect(screen.getByText('all about a')).toBeVisible();
  });
});
