/** Where the reader of an answer reaches the forge, and the repository that it is about. */
export class Address {
  /** @param origin - `http://localhost:7081` */
  constructor(
    readonly origin: string,
    readonly owner: string,
    readonly name: string,
  ) {}

  get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  get api(): string {
    return `${this.origin}/api/v3`;
  }

  /** Of the repository in the API. */
  get rest(): string {
    return `${this.api}/repos/${this.fullName}`;
  }

  /** Page of the repository. */
  get page(): string {
    return `${this.origin}/${this.fullName}`;
  }
}
