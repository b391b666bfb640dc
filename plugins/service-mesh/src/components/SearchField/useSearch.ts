import { useUrlState } from '../../hooks/useUrlState';

/** Keeps what contains the text of the page's search, whatever its case. */
export function useSearch(): <T>(
  items: readonly T[],
  textOf: (item: T) => string,
) => T[] {
  const [text] = useUrlState('text');
  const wanted = text.trim().toLowerCase();
  return (items, textOf) =>
    items.filter(item => textOf(item).toLowerCase().includes(wanted));
}
