import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';

/** The rows that show Amazon's reasons. They are part of the address; opening one is no step to go back from. */
export function useExpanded() {
  const open = useSearch({ from: '/accounts', select: (search) => search.open });
  const navigate = useNavigate({ from: '/accounts' });
  const expanded = useMemo(() => new Set(open), [open]);
  const toggle = (id: string) => {
    const others = [...expanded].filter((other) => other !== id);
    const next = expanded.has(id) ? others : [...others, id];
    void navigate({
      search: (search) => ({ ...search, open: next.length > 0 ? next : undefined }),
      replace: true,
      resetScroll: false,
    });
  };
  return { expanded, toggle };
}
