import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { isNamed } from '../reading/portNames';
import type { Check, Violation } from '../types';

/** Ports of gateways and ServiceEntries say their protocol; a name that says another is a mistake. */
function misnamed(
  object: KubeObject,
  field: string,
  port: Record<string, unknown>,
): Violation[] {
  const name = asText(port.name);
  return name === undefined || isNamed(name)
    ? []
    : [
        {
          object: refOf(object),
          field: `${field}.name`,
          message: `Port ${name} of ${describeRef(
            refOf(object),
          )} has a name that does not begin with a protocol.`,
          fix: `Name it after its protocol, such as ${(
            asText(port.protocol) ?? 'http'
          ).toLowerCase()}-${name}.`,
        },
      ];
}

export const otherPortName: Check = {
  code: 'MESH2504',
  severity: 'info',
  title: 'Port named after no protocol',
  kiali: ['KIA0601'],
  find: mesh => [
    ...mesh
      .objects('Gateway', 'networking.istio.io')
      .flatMap(object =>
        asList(at(object, 'spec', 'servers')).flatMap((server, index) =>
          misnamed(
            object,
            `spec.servers[${index}].port`,
            asRecord(asRecord(server).port),
          ),
        ),
      ),
    ...mesh
      .objects('ServiceEntry', 'networking.istio.io')
      .flatMap(object =>
        asList(at(object, 'spec', 'ports')).flatMap((port, index) =>
          misnamed(object, `spec.ports[${index}]`, asRecord(port)),
        ),
      ),
  ],
};
