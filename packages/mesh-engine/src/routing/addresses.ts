function parseIPv4(text: string): number[] | undefined {
  const parts = text.split('.');
  const bytes = parts.map(part => (/^\d{1,3}$/.test(part) ? Number(part) : -1));
  return bytes.length === 4 && bytes.every(byte => byte >= 0 && byte <= 255)
    ? bytes
    : undefined;
}

function parseGroups(text: string): number[] | undefined {
  const bytes: number[] = [];
  for (const group of text === '' ? [] : text.split(':')) {
    const embedded = group.includes('.') ? parseIPv4(group) : undefined;
    if (embedded) {
      bytes.push(...embedded);
    } else if (/^[\da-f]{1,4}$/i.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(Math.floor(value / 256), value % 256);
    } else {
      return undefined;
    }
  }
  return bytes;
}

/** Bytes of an address: 4 of IPv4, 16 of IPv6; undefined for what is no address. */
export function parseAddress(text: string): readonly number[] | undefined {
  if (!text.includes(':')) {
    return parseIPv4(text);
  }
  const halves = text.split('::');
  const [head, tail] = halves.map(parseGroups);
  if (!head || halves.length > 2 || (halves.length === 2 && !tail)) {
    return undefined;
  }
  const missing = 16 - head.length - (tail?.length ?? 0);
  const isWhole = halves.length === 1 ? missing === 0 : missing >= 2;
  return isWhole
    ? [...head, ...new Array<number>(missing).fill(0), ...(tail ?? [])]
    : undefined;
}

/** How narrow a range such as `10.0.0.0/8` is: the bits that count. An address alone is a range of itself. */
export function rangeLength(range: string): number {
  const [base, length] = range.split('/');
  const bits = (parseAddress(base)?.length ?? 0) * 8;
  return length === undefined ? bits : Number(length);
}

/** Whether an address lies in a range, or is the same. */
export function isInRange(address: string, range: string): boolean {
  const asked = parseAddress(address);
  const base = parseAddress(range.split('/')[0]);
  if (!asked || !base || asked.length !== base.length) {
    return address === range;
  }
  const bits = rangeLength(range);
  return (
    Number.isInteger(bits) &&
    bits >= 0 &&
    bits <= base.length * 8 &&
    asked.every((byte, index) => {
      const rest = Math.min(8, Math.max(0, bits - index * 8));
      const unit = 2 ** (8 - rest);
      return Math.floor(byte / unit) === Math.floor(base[index] / unit);
    })
  );
}

/** Whether Istio's DNS proxy gives such addresses to hosts that have none. */
export function isAutoAllocated(address: string): boolean {
  return (
    isInRange(address, '240.240.0.0/16') || isInRange(address, '2001:2::/48')
  );
}
