const LOW = 500;
const HIGH = 30_000;

/** Pauses that double up to half a minute, each somewhere in its upper half so that many clients spread out. */
export class Backoff {
  #failures = 0;

  /** Milliseconds to wait now. */
  next(): number {
    const pause = Math.min(HIGH, LOW * 2 ** this.#failures);
    this.#failures++;
    return pause * (0.5 + Math.random() / 2);
  }

  reset(): void {
    this.#failures = 0;
  }
}
