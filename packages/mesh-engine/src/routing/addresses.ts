import { cidrTest } from '../authorize/cidr';

/** Whether an address lies in a range such as `10.0.0.0/8`, or is the same. */
export function isInRange(address: string, range: string): boolean {
  return cidrTest(range)?.(address) ?? address === range;
}

/** How narrow a range is: the bits that count. An address alone is a range of itself. */
export function rangeLength(range: string): number {
  const [base, length] = range.split('/');
  return length === undefined
    ? base.includes(':')
      ? 128
      : 32
    : Number(length);
}

const AUTO_ALLOCATED = ['240.240.0.0/16', '2001:2::/48'].map(cidrTest);

/** Whether Istio's DNS proxy gives such addresses to hosts that have none. */
export function isAutoAllocated(address: string): boolean {
  return AUTO_ALLOCATED.some(fits => fits?.(address));
}
