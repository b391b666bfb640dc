const PATIENCE = 15_000;

/** Asks again until the answer fits. @throws with the last answer after a quarter of a minute, or as told */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  fits: (answer: T) => boolean,
  patience = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`it stayed ${JSON.stringify(answer)?.slice(0, 500)}`);
    }
    await new Promise(done => setTimeout(done, 50));
  }
}
