import { asList, asRecord, asText } from '../../resources/fields';

/** What a key of each type must carry, in base64url, and what only a private one carries. */
const KEY_TYPES: Record<string, { numbers: string[]; private?: string }> = {
  RSA: { numbers: ['n', 'e'], private: 'd' },
  EC: { numbers: ['x', 'y'], private: 'd' },
  OKP: { numbers: ['x'], private: 'd' },
  oct: { numbers: ['k'] },
};

function isNumber(value: unknown): boolean {
  return /^[\w-]+={0,2}$/.test(asText(value) ?? '');
}

function keyProblem(value: unknown): string | undefined {
  const key = asRecord(value);
  const kind = asText(key.kty);
  const type =
    kind !== undefined && Object.hasOwn(KEY_TYPES, kind)
      ? KEY_TYPES[kind]
      : undefined;
  if (!type) {
    return `invalid key type ${JSON.stringify(key.kty)}`;
  }
  const missing = type.numbers.find(name => !isNumber(key[name]));
  return missing && `key of type ${key.kty} needs ${missing}`;
}

/** A key set as text: what is wrong with it, or whether it holds a private key. */
export function readJwks(text: string): {
  problem?: string;
  hasPrivateKey: boolean;
} {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return {
      problem: 'jwks parse error: it is not JSON',
      hasPrivateKey: false,
    };
  }
  const set = asRecord(parsed);
  const keys = 'keys' in set ? asList(set.keys) : [parsed];
  const problem = keys.map(keyProblem).find(Boolean);
  return {
    problem: problem && `jwks parse error: ${problem}`,
    hasPrivateKey: keys.some(value => {
      const key = asRecord(value);
      const secret = KEY_TYPES[asText(key.kty) ?? '']?.private;
      return secret !== undefined && key[secret] !== undefined;
    }),
  };
}
