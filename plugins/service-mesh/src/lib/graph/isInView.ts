import { NODE_HEIGHT, NODE_WIDTH, type Place } from './layout';

/** Whether a whole node is inside a canvas that is panned by x and y pixels and zoomed. */
export function isInView(
  place: Place,
  viewport: Place & { zoom: number },
  canvas: { width: number; height: number },
): boolean {
  const { zoom } = viewport;
  const left = place.x * zoom + viewport.x;
  const top = place.y * zoom + viewport.y;
  return (
    left >= 0 &&
    top >= 0 &&
    left + NODE_WIDTH * zoom <= canvas.width &&
    top + NODE_HEIGHT * zoom <= canvas.height
  );
}
