import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** An App that is installed for one owner. */
export interface GithubApp {
  id: number;
  slug: string;
  /** Organisation or user that it is installed for. */
  owner: string;
}

function readPart(part: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(part ?? '', 'base64url').toString(),
    );
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Apps with the public half of their keys. */
export class GithubApps {
  readonly #apps = new Map<number, { app: GithubApp; key: KeyObject }>();

  /** @param publicKey - PEM */
  add(app: GithubApp, publicKey: string): void {
    this.#apps.set(app.id, { app, key: createPublicKey(publicKey) });
  }

  /** The App that signed a JSON web token which is valid at that second. */
  signedBy(token: string, second: number): GithubApp | undefined {
    const [header, payload, signature, ...rest] = token.split('.');
    const { alg } = readPart(header);
    const { iss, exp } = readPart(payload);
    const known = this.#apps.get(Number(iss));
    const isSigned =
      known !== undefined &&
      rest.length === 0 &&
      alg === 'RS256' &&
      verify(
        'sha256',
        Buffer.from(`${header}.${payload}`),
        known.key,
        Buffer.from(signature ?? '', 'base64url'),
      );
    return isSigned && Number(exp) > second ? known.app : undefined;
  }
}
