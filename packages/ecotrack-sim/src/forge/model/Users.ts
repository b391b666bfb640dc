import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ForgeError } from './ForgeError';
import type { User } from './types';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Who may write, and by which token. */
export class Users {
  constructor(
    private readonly users: User[],
    private readonly changed: () => void,
  ) {}

  list(): readonly User[] {
    return this.users;
  }

  find(login: string): User | undefined {
    return this.users.find(user => user.login === login);
  }

  byToken(token: string): User | undefined {
    const wanted = digest(token);
    return this.users.find(user => timingSafeEqual(digest(user.token), wanted));
  }

  /** The user that exists, or a new one. */
  ensure(
    login: string,
    {
      fullName = login,
      token = randomBytes(20).toString('hex'),
    }: Partial<Pick<User, 'fullName' | 'token'>> = {},
  ): User {
    const known = this.find(login);
    if (known) {
      return known;
    }
    if (!/^[\w.-]{1,40}(\[bot\])?$/.test(login)) {
      throw new ForgeError(
        'invalid',
        `${JSON.stringify(login)} is not a valid name of a user.`,
      );
    }
    const email = `${login.replace(/[[\]]/g, '')}@users.forge.example.com`;
    const user = { id: this.users.length + 1, login, fullName, email, token };
    this.users.push(user);
    this.changed();
    return user;
  }

  /**
   * The user of an `Authorization` header: `token X`, `Bearer X`, or basic with the token as password.
   * `refused` when it names none.
   */
  authenticate(header: string | undefined): User | 'refused' | undefined {
    if (!header) {
      return undefined;
    }
    const [scheme = '', value = ''] = header.trim().split(/\s+/);
    if (scheme.toLowerCase() !== 'basic') {
      const isToken = ['token', 'bearer'].includes(scheme.toLowerCase());
      return (isToken && this.byToken(value)) || 'refused';
    }
    const pair = Buffer.from(value, 'base64').toString();
    const [name, password] = [
      pair.slice(0, Math.max(0, pair.indexOf(':'))),
      pair.slice(pair.indexOf(':') + 1),
    ];
    const user = this.byToken(password) ?? this.byToken(name);
    const isOther = user && this.find(name) && user.login !== name;
    return user && !isOther ? user : 'refused';
  }
}
