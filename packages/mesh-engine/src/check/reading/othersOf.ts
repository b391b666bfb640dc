/** How many others are listed for one; the rest says nothing new. */
export const MANY = 20;

/** The first others of a list, so that what is said of a list of thousands stays short. */
export function othersOf<T>(list: readonly T[], one: T): T[] {
  return list
    .slice(0, MANY + 1)
    .filter(other => other !== one)
    .slice(0, MANY);
}
