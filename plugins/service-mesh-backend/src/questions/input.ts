import type { Mesh } from '@ecotrack/mesh-engine';
import type {
  CatalogEntity,
  Sources,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Thresholds } from '../config/readServiceMeshConfig';
import type {
  CertificateReading,
  FiringAlert,
  Series,
  SourceState,
  TrafficReading,
} from '../sources/telemetry/types';

/** What every question is asked of: one environment at one time. */
export interface QuestionInput {
  environment: string;
  mesh: Mesh;
  snapshotVersion: number;
  kubernetes: SourceState;
  telemetry: SourceState;
  /** Undefined when there is no reading, not even an old one. */
  traffic?: TrafficReading;
  now: Date;
  window: Window;
  thresholds: Thresholds;
  /** Undefined when the question does not need the catalog. */
  catalog?: SourceState;
  /** The catalog entity of a service, by `namespace/name`. */
  entities: ReadonlyMap<string, CatalogEntity>;
  /** Entities that say they run here and that no service matches. */
  unmatchedEntities: readonly CatalogEntity[];
}

/** A stretch of time up to now. */
export interface Window {
  /** As it was asked for, such as `15m`. */
  text: string;
  seconds: number;
}

/** Readings that only some questions need; undefined when there is none. */
export interface FurtherReadings {
  certificates?: CertificateReading[];
  alerts?: FiringAlert[];
  series?: { requests: Series[]; errors: Series[] };
}

const stateOf = ({
  state,
  observedAt,
  since,
  reason,
  unreadable,
}: SourceState) => ({
  state,
  observedAt: observedAt?.toISOString(),
  since: since?.toISOString(),
  reason,
  unreadable,
});

/** The states of the sources, as every answer carries them. */
export function sourcesOf(
  input: Pick<
    QuestionInput,
    'kubernetes' | 'telemetry' | 'catalog' | 'snapshotVersion'
  >,
): Sources {
  return {
    kubernetes: stateOf(input.kubernetes),
    telemetry: stateOf(input.telemetry),
    catalog: input.catalog && stateOf(input.catalog),
    snapshotVersion: input.snapshotVersion,
  };
}
