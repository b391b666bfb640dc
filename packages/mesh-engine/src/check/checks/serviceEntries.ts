import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../reading/perMesh';
import { push } from '../reading/push';
import { scopeOf, scopesMeet, type Scope } from '../reading/scope';
import type { Check, Violation } from '../types';

/** One port of one host of a ServiceEntry. */
interface EntryPort {
  object: KubeObject;
  field: string;
  host: string;
  number: number;
  protocol: string;
  scope: Scope;
}

const byHostAndPort = perMesh(mesh => {
  const index = new Map<string, EntryPort[]>();
  for (const object of mesh.objects('ServiceEntry', 'networking.istio.io')) {
    const scope = scopeOf(mesh, object);
    for (const host of asTexts(at(object, 'spec', 'hosts'))) {
      asList(at(object, 'spec', 'ports')).forEach((value, position) => {
        const { number, protocol } = asRecord(value);
        const entry = {
          object,
          field: `spec.ports[${position}]`,
          host: host.toLowerCase(),
          number: asNumber(number) ?? 0,
          protocol: (asText(protocol) ?? '').toUpperCase(),
          scope,
        };
        push(index, `${entry.host} ${entry.number}`, entry);
      });
    }
  }
  return [...index.values()];
});

/** A finding for each port of an entry, however many of its hosts are concerned. */
function conflicts(
  lists: readonly EntryPort[][],
  wanted: (one: EntryPort, others: readonly EntryPort[]) => EntryPort[],
  says: (
    one: EntryPort,
    others: readonly EntryPort[],
  ) => Pick<Violation, 'message' | 'fix'>,
): Violation[] {
  const found = new Map<string, Violation>();
  for (const list of lists) {
    for (const one of list.slice(0, 100)) {
      const others = wanted(
        one,
        list.filter(
          other =>
            other.object !== one.object && scopesMeet(other.scope, one.scope),
        ),
      ).slice(0, 20);
      const { namespace, name } = one.object.metadata;
      const key = `${namespace}/${name} ${one.field}`;
      if (others.length > 0 && !found.has(key)) {
        found.set(key, {
          object: refOf(one.object),
          field: one.field,
          ...says(one, others),
          because: others.map(({ object, field, host, number, protocol }) => ({
            object: refOf(object),
            field,
            says: `${describeRef(refOf(object))} has ${host} port ${number}${
              protocol ? ` as ${protocol}` : ''
            }.`,
          })),
        });
      }
    }
  }
  return [...found.values()];
}

const named = (others: readonly EntryPort[]) =>
  others.map(({ object }) => describeRef(refOf(object))).join(', ');

export const serviceEntryTwice: Check = {
  code: 'MESH2301',
  severity: 'warning',
  title: 'Several ServiceEntries for one host and port',
  kiali: ['KIA1211'],
  find: mesh =>
    conflicts(
      byHostAndPort(mesh),
      (one, others) =>
        others.every(({ protocol }) => protocol === one.protocol)
          ? [...others]
          : [],
      (one, others) => ({
        message: `${describeRef(refOf(one.object))} and ${named(
          others,
        )} declare ${one.host} port ${
          one.number
        }; settings of one may be lost, and the other's used.`,
        fix: 'Declare the host once, and export it to the namespaces that need it.',
      }),
    ),
};

export const serviceEntryProtocols: Check = {
  code: 'MESH2302',
  severity: 'warning',
  title: 'ServiceEntries that disagree about a protocol',
  kiali: ['KIA1212'],
  istioctl: ['IST0177'],
  find: mesh =>
    conflicts(
      byHostAndPort(mesh),
      (one, others) =>
        others.filter(({ protocol }) => protocol !== one.protocol),
      (one, others) => ({
        message: `${describeRef(refOf(one.object))} says that ${
          one.host
        } port ${one.number} is ${
          one.protocol || 'of no given protocol'
        }, and ${named(others)} ${others.length > 1 ? 'say' : 'says'} ${[
          ...new Set(others.map(({ protocol }) => protocol || 'nothing')),
        ].join(', ')}; which one is used is left to chance.`,
        fix: 'Give the port the same protocol in all of them.',
      }),
    ),
};

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
