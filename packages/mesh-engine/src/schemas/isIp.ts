const BYTE = /^(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/;

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(part => BYTE.test(part));
}

/** How many of the eight groups of an IPv6 address these are; undefined where one is none. */
function countGroups(text: string, mayEndInIpv4: boolean): number | undefined {
  if (text === '') {
    return 0;
  }
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const endsInIpv4 = mayEndInIpv4 && isIpv4(last);
  const hex = endsInIpv4 ? groups.slice(0, -1) : groups;
  return hex.every(group => /^[0-9A-Fa-f]{1,4}$/.test(group))
    ? hex.length + (endsInIpv4 ? 2 : 0)
    : undefined;
}

/** Whether a text is an address of IPv4 or IPv6, without zone or prefix length. */
export function isIp(text: string): boolean {
  if (isIpv4(text)) {
    return true;
  }
  const halves = text.split('::');
  if (!text.includes(':') || halves.length > 2) {
    return false;
  }
  const counts = halves.map((half, index) =>
    countGroups(half, index === halves.length - 1),
  );
  const [before, after] = counts;
  if (before === undefined || counts.includes(undefined)) {
    return false;
  }
  return after === undefined ? before === 8 : before + after < 8;
}
