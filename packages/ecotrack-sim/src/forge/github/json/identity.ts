import { createHash } from 'node:crypto';

/** A number that stays the same for the same name. */
export function numericId(name: string): number {
  return createHash('sha1').update(name).digest().readUInt32BE(0);
}

/** As GitHub's older ones: a kind and a name. */
export function nodeId(kind: string, name: string | number): string {
  return Buffer.from(`${kind}:${name}`).toString('base64');
}

/** The name in a `node_id` of that kind; undefined for any other text. */
export function readNodeId(kind: string, id: string): string | undefined {
  const text = Buffer.from(id, 'base64').toString();
  return text.startsWith(`${kind}:`) ? text.slice(kind.length + 1) : undefined;
}
