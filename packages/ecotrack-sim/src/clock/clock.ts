/** Time of the platform, in milliseconds since 1970. @public */
export interface Clock {
  now(): number;
}

/** A clock that a test moves by hand. @public */
export interface ManualClock extends Clock {
  advance(milliseconds: number): void;
}

/** The time of the machine. @public */
export const systemClock = (): Clock => ({ now: () => Date.now() });

/** Stands still until it is advanced. @public */
export function manualClock(start: number): ManualClock {
  let now = start;
  return {
    now: () => now,
    advance: milliseconds => {
      now += milliseconds;
    },
  };
}
