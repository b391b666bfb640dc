import { asRecord } from '../resources/fields';

function decodePart(part: string): unknown {
  if (!/^[\w-]+$/.test(part)) {
    return undefined;
  }
  try {
    const bytes = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(bytes, byte => byte.charCodeAt(0)),
    );
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The claims of a JSON web token; undefined when it is none. */
export function claimsOf(token: string): Record<string, unknown> | undefined {
  const parts = token.split('.');
  const [header, payload] = parts.map(decodePart);
  return parts.length === 3 && typeof header === 'object' && payload
    ? asRecord(payload)
    : undefined;
}
