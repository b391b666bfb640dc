import type { Point } from '@ecotrack/backstage-plugin-service-mesh-common';

/** The path of a line through points, with gaps where the value is not known. */
export function linePath(
  points: readonly Point[],
  toX: (time: number) => number,
  toY: (value: number) => number,
): string {
  let path = '';
  let pen = 'M';
  for (const { at, value } of points) {
    if (value === null) {
      pen = 'M';
    } else {
      const x = toX(Date.parse(at)).toFixed(1);
      path += `${pen}${x} ${toY(value).toFixed(1)}`;
      pen = 'L';
    }
  }
  return path;
}
