import { resolve } from 'node:path';
import { manualClock, type ManualClock } from '../clock/clock';
import { startPlatform, type Platform } from '../platform/startPlatform';

/** A start makes keys and a Git repository, which takes its time on a busy machine. */
jest.setTimeout(30_000);

/** A platform with one cluster of the examples and a clock that the test moves. */
export async function startTestPlatform(
  cluster: string,
  seed?: number,
): Promise<{
  platform: Platform;
  clock: ManualClock;
  /** Elements of an instant vector: the values of the labels, in the order of their names, to the value. */
  query(text: string): Promise<Record<string, number>>;
}> {
  const clock = manualClock(Date.UTC(2026, 10, 20, 12, 0, 7));
  const platform = await startPlatform({
    examplesDir: resolve(__dirname, '../../../../examples'),
    clusters: [cluster],
    clock,
    seed,
  });
  const query = async (text: string) => {
    const url = `${platform.clusters[0].prometheusUrl}/api/v1/query`;
    const response = await fetch(`${url}?query=${encodeURIComponent(text)}`);
    const { data, error } = await response.json();
    if (error) {
      throw new Error(error);
    }
    return Object.fromEntries(
      data.result.map(
        (row: { metric: Record<string, string>; value: [number, string] }) => [
          Object.entries(row.metric)
            .sort()
            .map(([, value]) => value)
            .join(' '),
          Number(row.value[1]),
        ],
      ),
    );
  };
  return { platform, clock, query };
}
