import { listMatching, text, type RawSearch } from '@/shared/search';

export const hierarchySearch = (raw: RawSearch) => ({
  q: text(raw.q),
  open: listMatching(raw.open, /^[\w.:-]{1,120}$/),
});
