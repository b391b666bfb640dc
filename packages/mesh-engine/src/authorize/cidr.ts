import { isIp } from '../schemas/isIp';

/** Address as bytes: 4 of IPv4, also where it is written inside IPv6, or 16. */
function bytesOf(text: string): number[] | undefined {
  if (!isIp(text)) {
    return undefined;
  }
  const last = text.slice(text.lastIndexOf(':') + 1);
  const v4 = last.includes('.') ? last.split('.').map(Number) : undefined;
  if (v4 && !text.includes(':')) {
    return v4;
  }
  const groupsOf = (part: string) =>
    part
      .split(':')
      .filter(group => group !== '' && !group.includes('.'))
      .flatMap(group => {
        const value = Number.parseInt(group, 16);
        return [Math.floor(value / 256), value % 256];
      });
  const [before, after] = text.split('::');
  const head = groupsOf(before);
  const tail = [...groupsOf(after ?? ''), ...(v4 ?? [])];
  const bytes = [
    ...head,
    ...new Array<number>(16 - head.length - tail.length).fill(0),
    ...tail,
  ];
  const isMapped =
    bytes.slice(0, 10).every(byte => byte === 0) &&
    bytes[10] === 255 &&
    bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}

/** Whether an address lies in a block such as `10.0.0.0/8`, or is the address; undefined when the block is none. @public */
export function cidrTest(
  block: string,
): ((address: string) => boolean) | undefined {
  const [address, length, more] = block.split('/');
  const wanted = bytesOf(address);
  if (!wanted || more !== undefined) {
    return undefined;
  }
  if (length !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(length)) {
    return undefined;
  }
  const bits = length === undefined ? wanted.length * 8 : Number(length);
  if (bits > wanted.length * 8) {
    return undefined;
  }
  return text => {
    const bytes = bytesOf(text);
    return (
      bytes?.length === wanted.length &&
      wanted.every((byte, index) => {
        const free = 2 ** Math.min(8, Math.max(0, (index + 1) * 8 - bits));
        return Math.floor(byte / free) === Math.floor(bytes[index] / free);
      })
    );
  };
}
