import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { DataTable } from './DataTable';
import type { Column, DataTableProps } from './types';

interface Account {
  id: string;
  name: string;
}

const page = (index: number): Account[] =>
  Array.from({ length: 100 }, (_, place) => ({
    id: `id-${index * 100 + place}`,
    name: `Account ${index * 100 + place}`,
  }));

const columns: Column<Account>[] = [
  { id: 'name', header: 'Account', sortable: true, cell: (row) => <a href={`/accounts/${row.id}`}>{row.name}</a> },
  { id: 'id', header: 'Id', cell: (row) => row.id },
];

beforeAll(() => {
  // jsdom lays nothing out: the window is 1,280 px wide, and the region shows ten rows.
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: Number(/\d+/.exec(query)?.[0]) <= 1280,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal('PointerEvent', MouseEvent);
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(80);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1000);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(440);
  Element.prototype.scrollTo = function (this: Element, options) {
    if (typeof options === 'object') this.scrollTop = options.top ?? 0;
    this.dispatchEvent(new Event('scroll'));
  } as Element['scrollTo'];
});
vi.setConfig({ testTimeout: 30_000 });
afterEach(cleanup);

function Accounts(props: Partial<DataTableProps<Account>>) {
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  return (
    <DataTable
      caption="Accounts"
      columns={columns}
      total={1021}
      getPage={(index) => (index === 0 ? page(0) : undefined)}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      selection={selection}
      onSelection={setSelection}
      {...props}
    />
  );
}

const checkbox = (name: string) => screen.getByRole('checkbox', { name });
const checked = () => screen.getAllByRole('checkbox', { checked: true }).map((box) => box.getAttribute('aria-label'));

test('A table of 1,021 accounts says its length, its places and its order, and keeps few rows', () => {
  render(<Accounts sort="-name" onSort={() => undefined} />);

  const table = screen.getByRole('table', { name: 'Accounts' });
  expect(table.getAttribute('aria-rowcount')).toBe('1022');
  const row = screen.getByRole('rowheader', { name: 'Account 3' }).closest('tr');
  expect(row?.getAttribute('aria-rowindex')).toBe('5');
  expect(within(table).getAllByRole('row').length).toBeLessThan(40);
  expect(screen.getByRole('columnheader', { name: 'Account' }).getAttribute('aria-sort')).toBe('descending');
  expect(screen.getByRole('columnheader', { name: 'Id' }).hasAttribute('aria-sort')).toBe(false);
  expect(screen.getByRole('region', { name: 'Accounts' }).tabIndex).toBe(0);
});

test('A header sorts up first and down next', async () => {
  const onSort = vi.fn();
  const { rerender } = render(<Accounts onSort={onSort} />);
  await userEvent.click(screen.getByRole('button', { name: 'Account' }));
  rerender(<Accounts sort="name" onSort={onSort} />);
  await userEvent.click(screen.getByRole('button', { name: 'Account' }));
  expect(onSort.mock.calls).toEqual([['name'], ['-name']]);
});

test('Shift selects every row in between, and the header shows a part', async () => {
  render(<Accounts />);
  const user = userEvent.setup();
  await user.click(checkbox('Select Account 6'));
  await user.keyboard('{Shift>}');
  await user.click(checkbox('Select Account 3'));
  await user.keyboard('{/Shift}');

  expect(checked()).toEqual([3, 4, 5, 6].map((index) => `Select Account ${index}`));
  expect(checkbox('Select all loaded rows').matches(':indeterminate')).toBe(true);
  await user.click(checkbox('Select all loaded rows'));
  expect(checkbox('Select all loaded rows').matches(':checked')).toBe(true);
});

test('The pages in view are asked for, and rows on their way hold their place', async () => {
  const onPages = vi.fn();
  render(<Accounts onPages={onPages} scrollKey="pages" />);
  expect(onPages).toHaveBeenLastCalledWith([0]);

  screen.getByRole('region', { name: 'Accounts' }).scrollTo({ top: 198 * 44 });

  await vi.waitFor(() => expect(onPages).toHaveBeenLastCalledWith([1, 2]), 10_000);
  expect(screen.getAllByRole('rowheader', { name: 'Loading' }).length).toBeGreaterThan(9);
});

test('A history entry gets its scroll offset back, and another starts at the top', async () => {
  const { rerender, unmount } = render(<Accounts scrollKey="first" />);
  const region = () => screen.getByRole('region', { name: 'Accounts' });
  region().scrollTo({ top: 4400 });
  rerender(<Accounts scrollKey="second" />);
  expect(region().scrollTop).toBe(0);
  unmount();

  render(<Accounts scrollKey="first" />);

  expect(region().scrollTop).toBe(4400);
  await screen.findAllByRole('rowheader', { name: 'Loading' });
});

test('An expanded row pushes the rows below it down by its own height', () => {
  render(<Accounts expanded={new Set(['id-1'])} renderExpanded={(row) => <p>Errors of {row.name}</p>} />);
  expect(screen.getByText('Errors of Account 1')).toBeTruthy();
  const place = screen.getByRole('rowheader', { name: 'Account 2' }).closest('tr')?.style.transform;
  expect(place).toBe(`translateY(${2 * 44 + 80}px)`);
});

test('A row opens by a press beside its controls, and its link stays a link', async () => {
  const onOpen = vi.fn();
  render(<Accounts onOpen={onOpen} />);
  await userEvent.click(screen.getByRole('cell', { name: 'id-2' }));
  expect(onOpen).toHaveBeenCalledWith({ id: 'id-2', name: 'Account 2' });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select Account 2' }));
  expect(onOpen).toHaveBeenCalledOnce();
});
