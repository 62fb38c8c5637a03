import type { Schemas } from '@/api/client';

export type Hierarchy = Schemas['Hierarchy'];
export type HierarchyNode = Schemas['HierarchyNode'];

/** A node at its place in the tree. An account that two managers link stands at two places. */
export interface Branch {
  readonly key: string;
  readonly node: HierarchyNode;
  /** What the search reads. */
  readonly text: string;
  readonly children: readonly Branch[];
}

/** A visible line of the tree. */
export interface Row {
  readonly branch: Branch;
  readonly level: number;
  readonly position: number;
  readonly setSize: number;
  readonly isOpen: boolean;
  readonly isHit: boolean;
  /** The line of the parent, or -1. */
  readonly parent: number;
}

export const nameOf = (node: HierarchyNode) => node.name ?? node.id;

export const branchesOf = ({ managers, agencies, accounts }: Hierarchy): Branch[] =>
  [...managers, ...agencies, ...accounts].map((node) => branchOf(node, null));

function branchOf(node: HierarchyNode, parent: Branch | null): Branch {
  const children: Branch[] = [];
  // A profile is named like its account, which is the one that a search for the name finds.
  const name = node.kind === 'profile' && node.name === parent?.node.name ? '' : (node.name ?? '');
  const branch = {
    key: `${parent?.key ?? ''}/${node.id}`,
    node,
    text: `${name} ${node.id}`.toLowerCase(),
    children,
  };
  children.push(...node.children.map((child) => branchOf(child, branch)));
  return branch;
}

export interface View {
  readonly term: string;
  /** The ids of the nodes that the user opened. */
  readonly open: ReadonlySet<string>;
  /** The keys of the places that the user closed although a hit lies below. */
  readonly closed: ReadonlySet<string>;
}

/** The visible lines. A search keeps the ancestors of each hit, opened, and what the user opens below a hit. */
export function rowsOf(branches: readonly Branch[], { term, open, closed }: View): Row[] {
  const found = term ? findIn(branches, term.toLowerCase()) : null;
  const rows: Row[] = [];
  const add = (siblings: readonly Branch[], level: number, parent: number, isBelowHit: boolean) => {
    const kept = found && !isBelowHit ? siblings.filter((branch) => found.path.has(branch)) : siblings;
    for (const [index, branch] of kept.entries()) {
      const isHit = found?.hits.has(branch) ?? false;
      const leads = found !== null && !closed.has(branch.key) && branch.children.some((child) => found.path.has(child));
      const isOpen = branch.children.length > 0 && (leads || open.has(branch.node.id));
      const line = rows.length;
      rows.push({ branch, level, position: index + 1, setSize: kept.length, isOpen, isHit, parent });
      if (isOpen) add(branch.children, level + 1, line, isBelowHit || isHit);
    }
  };
  add(branches, 1, -1, false);
  return rows;
}

/** The hits, and every place on the way to one. */
function findIn(branches: readonly Branch[], term: string) {
  const hits = new Set<Branch>();
  const path = new Set<Branch>();
  const visit = (branch: Branch): boolean => {
    const isHit = branch.text.includes(term);
    if (isHit) hits.add(branch);
    const leads = branch.children.map(visit).some(Boolean);
    if (isHit || leads) path.add(branch);
    return isHit || leads;
  };
  branches.map(visit);
  return { hits, path };
}

export type Counts = Record<HierarchyNode['kind'], number>;

/** How many nodes of each kind there are; one that stands at several places counts once. */
export function countsOf(branches: readonly Branch[]): Counts {
  const seen = new Set<string>();
  const counts: Counts = { manager: 0, account: 0, profile: 0, dsp_advertiser: 0, amc_account: 0 };
  const visit = ({ node, children }: Branch) => {
    const key = `${node.kind} ${node.id}`;
    if (!seen.has(key)) {
      seen.add(key);
      counts[node.kind]++;
    }
    children.forEach(visit);
  };
  branches.forEach(visit);
  return counts;
}

export const hitCount = (rows: readonly Row[]) => rows.filter((row) => row.isHit).length;

/** The stored account that a line leads to: its own, or that of the profile's account. */
export function accountOf(rows: readonly Row[], row: Row): string | null {
  const { node } = row.branch;
  if (node.kind !== 'profile') return node.kind === 'manager' ? null : node.row_id;
  const parent = rows[row.parent];
  return parent ? accountOf(rows, parent) : null;
}
