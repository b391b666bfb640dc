import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Check } from '../types';

export const serviceEntryAddresses: Check = {
  code: 'MESH2303',
  severity: 'warning',
  title: 'TCP port of a ServiceEntry without an address',
  istioctl: ['IST0134'],
  find: mesh => {
    if (mesh.config.proxyMetadata.ISTIO_META_DNS_AUTO_ALLOCATE === 'true') {
      return [];
    }
    return mesh
      .objects('ServiceEntry', 'networking.istio.io')
      .filter(
        object =>
          asList(at(object, 'spec', 'addresses')).length === 0 &&
          asList(at(object, 'status', 'addresses')).length === 0,
      )
      .flatMap(object =>
        asList(at(object, 'spec', 'ports')).flatMap((value, index) => {
          const { number, protocol } = asRecord(value);
          const isTcp = /^(tcp)?$/i.test(asText(protocol) ?? '');
          return isTcp
            ? {
                object: refOf(object),
                field: `spec.ports[${index}].protocol`,
                message: `Port ${String(number)} of ${describeRef(
                  refOf(object),
                )} is TCP and the entry has no address: unless istiod allocates one, sidecars catch every connection to that port, of any host.`,
                fix: 'Name the protocol if it is HTTP or TLS, give the entry an address, or let istiod allocate addresses.',
              }
            : [];
        }),
      );
  },
};
