import type { Place } from './layout';

type Key = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const DIRECTIONS: Record<Key, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Whether a key moves the selection. */
export const isArrow = (key: string): key is Key => key in DIRECTIONS;

/** The nearest node in the direction of an arrow key, those straight ahead first. */
export function neighbourOf(
  places: ReadonlyMap<string, Place>,
  from: string | undefined,
  key: Key,
): string | undefined {
  const start = from === undefined ? undefined : places.get(from);
  if (!start) {
    return places.keys().next().value;
  }
  const [dx, dy] = DIRECTIONS[key];
  let best: { id: string; cost: number } | undefined;
  for (const [id, { x, y }] of places) {
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    const cost = ahead + 2 * aside;
    if (ahead > 1 && (!best || cost < best.cost)) {
      best = { id, cost };
    }
  }
  return best?.id;
}
