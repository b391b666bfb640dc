import { graphqlProblems } from './graphqlProblems';
import { restProblems } from './githubDescription';

const REST = '/api/v3';
const GRAPHQL = '/api/graphql';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface RecordedExchanges {
  /** `GET /repos/{owner}/{repo}/pulls`, with everything that varies left out. */
  readonly requests: string[];
  /** What does not fit to GitHub's descriptions. */
  readonly problems: string[];
}

/** Lets every request through and holds it and its answer to GitHub's descriptions. */
export function recordExchanges(): RecordedExchanges {
  const requests: string[] = [];
  const problems: string[] = [];
  const original = globalThis.fetch;

  beforeAll(() => {
    globalThis.fetch = async (input, init) => {
      const response = await original(input, init);
      const { pathname, search } = new URL(
        input instanceof Request ? input.url : input,
      );
      const method = init?.method ?? 'GET';
      const body =
        typeof init?.body === 'string' ? parsed(init.body) : undefined;
      const answer = parsed(await response.clone().text());
      if (pathname === GRAPHQL) {
        requests.push(`${method} ${GRAPHQL}`);
        problems.push(...(response.ok ? graphqlProblems(body, answer) : []));
      } else if (pathname.startsWith(REST)) {
        const path = pathname.slice(REST.length);
        requests.push(`${method} ${path}`);
        problems.push(
          ...restProblems({
            method,
            path: `${path}${search}`,
            body,
            status: response.status,
            answer,
          }),
        );
      }
      return response;
    };
  });
  afterAll(() => {
    globalThis.fetch = original;
  });
  return { requests, problems };
}
