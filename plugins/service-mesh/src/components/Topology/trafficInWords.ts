import { formatBytes, formatRate, formatShare } from '../../lib/format';

/** The traffic of a node or of a group of nodes in words. */
export function trafficInWords({
  requestRate,
  errorShare,
  byteRate,
}: {
  requestRate: number | null;
  errorShare: number | null;
  byteRate?: number | null;
}): string {
  if (byteRate && !requestRate) {
    return `${formatBytes(byteRate)}/s`;
  }
  if (requestRate === null) {
    return 'traffic unknown';
  }
  const rate = formatRate(requestRate);
  return errorShare === null
    ? rate
    : `${rate}, ${formatShare(errorShare)} errors`;
}
