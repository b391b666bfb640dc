import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { isKnown, isNamed, portsOf } from '../reading/portNames';
import type { Check } from '../types';

export const externalNamePort: Check = {
  code: 'MESH2503',
  severity: 'warning',
  title: 'Port of an ExternalName service that catches all traffic',
  istioctl: ['IST0150'],
  find: mesh =>
    mesh
      .objects('Service', '')
      .filter(service => at(service, 'spec', 'type') === 'ExternalName')
      .flatMap(service =>
        portsOf(service).flatMap(({ port, index }) => {
          const name = asText(port.name) ?? '';
          const declared = asText(port.appProtocol) ?? name;
          const isTcp = /^tcp(-|$)/i.test(declared);
          return (isNamed(declared) || isKnown(declared)) && !isTcp
            ? []
            : {
                object: refOf(service),
                field: `spec.ports[${index}].name`,
                message: `Port ${name || String(port.port)} of ${describeRef(
                  refOf(service),
                )} is TCP to Istio, so sidecars may send every connection to port ${String(
                  port.port,
                )}, of whatever host, to ${
                  asText(at(service, 'spec', 'externalName')) ?? 'it'
                }.`,
                fix: 'Name the port after its protocol, such as https or tls.',
              };
        }),
      ),
};
