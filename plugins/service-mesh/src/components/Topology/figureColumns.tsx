import type {
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  formatBytes,
  formatLatency,
  formatRate,
  formatShare,
} from '../../lib/format';
import type { Column } from '../DataTable';
import { UnknownValue } from '../UnknownValue';

const orUnknown = (text: string) =>
  text === 'unknown' ? <UnknownValue /> : text;

/** Traffic, errors and latency of nodes or of calls. */
export function figureColumns<
  T extends TopologyEdge | TopologyNode,
>(): Column<T>[] {
  return [
    {
      id: 'traffic',
      title: 'Traffic',
      numeric: true,
      value: ({ requestRate }) => requestRate,
      render: ({ requestRate, byteRate }) =>
        byteRate && !requestRate
          ? `${formatBytes(byteRate)}/s`
          : orUnknown(formatRate(requestRate)),
    },
    {
      id: 'errors',
      title: 'Errors',
      numeric: true,
      value: ({ errorShare }) => errorShare,
      render: ({ errorShare }) => orUnknown(formatShare(errorShare)),
    },
    {
      id: 'latency',
      title: 'Mean latency',
      numeric: true,
      value: ({ meanLatency }) => meanLatency ?? null,
      render: ({ meanLatency }) => orUnknown(formatLatency(meanLatency)),
    },
  ];
}
