/** The command was called in a way that cannot be answered: exit code 2. */
export class BadUse extends Error {
  /** @param fix - what to write instead */
  constructor(message: string, readonly fix: string) {
    super(message);
  }
}
