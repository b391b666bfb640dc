import type { ReactNode } from 'react';
import type { Sources } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshQuery } from '../../hooks/useMeshQuery';
import { Freshness } from '../Freshness';
import { AnswerState } from './AnswerState';

/** The states of a question: loading, failed, stale, answered. */
export function QueryState<T extends { sources: Sources }>({
  query,
  rows,
  isPart = false,
  children,
}: {
  query: MeshQuery<T>;
  /** Lines of the skeleton, about as high as the answer. */
  rows?: number;
  /** Part of a page that says itself how fresh its sources are. */
  isPart?: boolean;
  children: (data: T) => ReactNode;
}) {
  return (
    <AnswerState query={query} rows={rows}>
      {data => (
        <>
          {!isPart && <Freshness sources={data.sources} />}
          {children(data)}
        </>
      )}
    </AnswerState>
  );
}
