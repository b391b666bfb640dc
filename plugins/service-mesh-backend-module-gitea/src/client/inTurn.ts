/** Runs tasks one after another, whether or not those before succeed. */
export function inTurn(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>) => {
    const done = last.then(task);
    last = done.catch(() => undefined);
    return done;
  };
}
