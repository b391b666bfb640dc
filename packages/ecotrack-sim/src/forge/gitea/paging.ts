import type { Answer, Call } from './GiteaRouter';

const DEFAULT_LIMIT = 30;
const MOST = 50;

/** The page of a list that `page` and `limit` ask for, with `X-Total-Count` and `Link`. */
export function paged<T>(
  { query, request, response, forge }: Call,
  items: readonly T[],
): readonly T[] {
  const limit = Math.min(
    Math.trunc(Number(query('limit'))) || DEFAULT_LIMIT,
    MOST,
  );
  const size = limit > 0 ? limit : DEFAULT_LIMIT;
  const page = Math.max(1, Math.trunc(Number(query('page'))) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (number: number, rel: string) => {
    const url = new URL(request.originalUrl, forge.url);
    url.searchParams.set('page', String(number));
    return `<${url}>; rel="${rel}"`;
  };
  response.set('X-Total-Count', String(items.length));
  const links = [
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first'), link(page - 1, 'prev')] : []),
  ];
  if (links.length > 0) {
    response.set('Link', links.join(','));
  }
  return items.slice((page - 1) * size, page * size);
}

/** A list as an answer. */
export async function pageOf<T>(
  call: Call,
  items: readonly T[],
  show: (item: T) => unknown,
): Promise<Answer> {
  return { json: await Promise.all(paged(call, items).map(show)) };
}
