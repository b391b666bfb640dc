import { fullHost } from '../../mesh/hosts';
import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { perObjectIn } from '../../mesh/perObject';
import { namespaceOf } from './scope';

/** A destination that a VirtualService sends or mirrors requests to. */
export interface NamedDestination {
  object: KubeObject;
  /** Path of the destination. */
  field: string;
  section: 'http' | 'tls' | 'tcp';
  /** As it is written; undefined when it is missing. */
  written?: string;
  /** Completed. */
  host: string;
  subset?: string;
  port?: number;
  isMirror: boolean;
}

/** The destinations of a VirtualService. */
export const destinationsOf = perObjectIn(
  (object, config): NamedDestination[] => {
    const read = (
      section: NamedDestination['section'],
      field: string,
      value: unknown,
      isMirror = false,
    ): NamedDestination => {
      const written = asText(at(value, 'host'));
      return {
        object,
        field,
        section,
        written,
        host: fullHost(
          written ?? '',
          namespaceOf(object),
          config.clusterDomain,
        ),
        subset: asText(at(value, 'subset')) || undefined,
        port: asNumber(at(value, 'port', 'number')),
        isMirror,
      };
    };
    return (['http', 'tls', 'tcp'] as const).flatMap(section =>
      asList(at(object, 'spec', section))
        .map(asRecord)
        .flatMap(({ route, mirror, mirrors }, index) => {
          const field = `spec.${section}[${index}]`;
          return [
            ...asList(route).map((target, position) =>
              read(
                section,
                `${field}.route[${position}].destination`,
                asRecord(target).destination,
              ),
            ),
            ...(mirror ? [read(section, `${field}.mirror`, mirror, true)] : []),
            ...asList(mirrors).map((target, position) =>
              read(
                section,
                `${field}.mirrors[${position}].destination`,
                asRecord(target).destination,
                true,
              ),
            ),
          ];
        }),
    );
  },
);

/** Every destination of every VirtualService, in their order. */
export const allDestinations = perMesh(mesh =>
  mesh
    .objects('VirtualService', 'networking.istio.io')
    .flatMap(object => destinationsOf(mesh, object)),
);
