import { expect, it } from 'vitest';
import { moveOf, typeAhead } from './keys';
import { accountOf, branchesOf, countsOf, rowsOf, type HierarchyNode, type View } from './tree';

const node = (kind: HierarchyNode['kind'], name: string, children: HierarchyNode[] = []): HierarchyNode => ({
  kind,
  id: `${kind}.${name}`,
  name,
  row_id: kind === 'manager' ? null : `row ${name}`,
  type: null,
  region: 'EU',
  country_code: null,
  status: null,
  children_complete: true,
  children,
});

const acme = node('account', 'Acme', [{ ...node('profile', 'Acme'), id: '4711' }]);
const branches = branchesOf({
  managers: [node('manager', 'North', [acme, node('dsp_advertiser', 'Beta')]), node('manager', 'South', [acme])],
  agencies: [],
  accounts: [node('account', 'Solo')],
  timestamp: '',
  cached: true,
});

const rows = (view: Partial<View> = {}) => rowsOf(branches, { term: '', open: new Set(), closed: new Set(), ...view });
const names = (view: Partial<View> = {}) => rows(view).map((row) => `${row.level} ${row.branch.node.id}`);

it('shows the children of open nodes alone', () => {
  expect(names()).toEqual(['1 manager.North', '1 manager.South', '1 account.Solo']);
  expect(names({ open: new Set(['manager.North']) })).toEqual([
    '1 manager.North',
    '2 account.Acme',
    '2 dsp_advertiser.Beta',
    '1 manager.South',
    '1 account.Solo',
  ]);
});

it('counts the position of a line among its visible siblings', () => {
  expect(rows({ open: new Set(['manager.North']) }).map((row) => [row.position, row.setSize])).toEqual([
    [1, 3],
    [1, 2],
    [2, 2],
    [2, 3],
    [3, 3],
  ]);
});

it('keeps the ancestors of each hit and marks the hits', () => {
  const found = rows({ term: 'bet' });
  expect(found.map((row) => [row.branch.node.name, row.isHit])).toEqual([
    ['North', false],
    ['Beta', true],
  ]);
  expect(found[1]?.setSize).toBe(1);
});

it('finds an account by its name, and the profile of the same name by its id alone', () => {
  expect(names({ term: 'acme' })).toEqual(['1 manager.North', '2 account.Acme', '1 manager.South', '2 account.Acme']);
  expect(names({ term: '4711' }).filter((name) => name.startsWith('3'))).toEqual(['3 4711', '3 4711']);
});

it('closes a branch that a hit opened', () => {
  expect(names({ term: 'beta', closed: new Set(['/manager.North']) })).toEqual(['1 manager.North']);
});

it('counts a node at two places once', () => {
  expect(countsOf(branches)).toEqual({ manager: 2, account: 2, profile: 1, dsp_advertiser: 1, amc_account: 0 });
});

it('leads from a profile to its account, and from a manager nowhere', () => {
  const all = rows({ open: new Set(['manager.South', 'account.Acme']) });
  const accounts = all.map((row) => accountOf(all, row));
  expect(accounts).toEqual([null, null, 'row Acme', 'row Acme', 'row Solo']);
});

it('moves by arrows, Home and End, and opens before it goes in', () => {
  const closed = rows();
  expect(moveOf('ArrowRight', closed, 0)).toEqual({ toggle: 0 });
  expect(moveOf('ArrowUp', closed, 0)).toEqual({ focus: 0 });
  expect(moveOf('End', closed, 0)).toEqual({ focus: 2 });
  expect(moveOf('Home', closed, 2)).toEqual({ focus: 0 });
  expect(moveOf('ArrowDown', closed, 2)).toEqual({ focus: 2 });
  expect(moveOf('ArrowRight', closed, 2)).toBeNull();
  const open = rows({ open: new Set(['manager.North']) });
  expect(moveOf('ArrowRight', open, 0)).toEqual({ focus: 1 });
  expect(moveOf('ArrowLeft', open, 2)).toEqual({ focus: 0 });
  expect(moveOf('ArrowLeft', open, 0)).toEqual({ toggle: 0 });
});

it('jumps to the next name that begins with what is typed', () => {
  expect(typeAhead('s', rows(), 0)).toBe(1);
  expect(typeAhead('s', rows(), 1)).toBe(2);
  expect(typeAhead('so', rows(), 1)).toBe(1);
  expect(typeAhead('sol', rows(), 1)).toBe(2);
  expect(typeAhead('x', rows(), 0)).toBeNull();
});
