import { nameOf, type Row } from './tree';

/** What a key does in the tree: move the focus to a line, or open or close a line. */
export type Move = { readonly focus: number } | { readonly toggle: number };

const page = 10;

/** The keys of a tree. Source: WAI-ARIA Authoring Practices, "Tree View Pattern". */
export function moveOf(key: string, rows: readonly Row[], at: number): Move | null {
  const row = rows[at];
  if (!row) return null;
  const last = rows.length - 1;
  const hasChildren = row.branch.children.length > 0;
  switch (key) {
    case 'ArrowDown':
      return { focus: Math.min(at + 1, last) };
    case 'ArrowUp':
      return { focus: Math.max(at - 1, 0) };
    case 'PageDown':
      return { focus: Math.min(at + page, last) };
    case 'PageUp':
      return { focus: Math.max(at - page, 0) };
    case 'Home':
      return { focus: 0 };
    case 'End':
      return { focus: last };
    case 'ArrowRight':
      if (!hasChildren) return null;
      return row.isOpen ? { focus: at + 1 } : { toggle: at };
    case 'ArrowLeft':
      if (row.isOpen) return { toggle: at };
      return row.parent >= 0 ? { focus: row.parent } : null;
    case ' ':
      return hasChildren ? { toggle: at } : null;
    default:
      return null;
  }
}

/** The next line whose name begins with the typed letters; a single letter moves on from the current line. */
export function typeAhead(typed: string, rows: readonly Row[], at: number): number | null {
  const start = typed.length === 1 ? at + 1 : at;
  const wanted = typed.toLowerCase();
  for (let i = 0; i < rows.length; i++) {
    const index = (start + i) % rows.length;
    const row = rows[index];
    if (row && nameOf(row.branch.node).toLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
