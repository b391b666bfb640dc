import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../reading/perMesh';
import { push } from '../reading/push';
import type { Check, Violation } from '../types';

/** Part of a Gateway that another may have too. */
interface Part {
  object: KubeObject;
  field: string;
  key: string;
  words: string;
}

const apiGateways = perMesh(mesh =>
  mesh.objects('Gateway', 'gateway.networking.k8s.io'),
);

function listenersOf(object: KubeObject): Part[] {
  return asList(at(object, 'spec', 'listeners')).map((value, index) => {
    const { hostname, port, protocol } = asRecord(value);
    const host = (asText(hostname) ?? '*').toLowerCase();
    const words = [
      host,
      `port ${asNumber(port) ?? ''}`,
      (asText(protocol) ?? '').toUpperCase(),
    ];
    return {
      object,
      field: `spec.listeners[${index}]`,
      key: JSON.stringify(words),
      words: words.join(' '),
    };
  });
}

function addressesOf(object: KubeObject): Part[] {
  return asList(at(object, 'spec', 'addresses')).map((value, index) => {
    const { type, value: address } = asRecord(value);
    const words = [asText(type) ?? 'IPAddress', asText(address) ?? ''];
    return {
      object,
      field: `spec.addresses[${index}]`,
      key: JSON.stringify(words),
      words: words.join(' '),
    };
  });
}

/** Each part that others have too, with up to twenty of them. */
function shared(
  parts: readonly Part[],
  isOther: (a: Part, b: Part) => boolean,
  says: (part: Part, others: string) => Pick<Violation, 'message' | 'fix'>,
): Violation[] {
  const byKey = new Map<string, Part[]>();
  parts.forEach(part => push(byKey, part.key, part));
  return [...byKey.values()].flatMap(list =>
    list.flatMap(part => {
      const others = list
        .slice(0, 21)
        .filter(other => other !== part && isOther(part, other));
      const names = [
        ...new Set(others.map(({ object }) => describeRef(refOf(object)))),
      ].join(', ');
      return others.length === 0
        ? []
        : [
            {
              object: refOf(part.object),
              field: part.field,
              ...says(part, names),
              because: others.map(other => ({
                object: refOf(other.object),
                field: other.field,
                says: `It has ${other.words} too.`,
              })),
            },
          ];
    }),
  );
}

const areOfTwo = (a: Part, b: Part) => a.object !== b.object;

export const listenerOfTwo: Check = {
  code: 'MESH2603',
  severity: 'info',
  title: 'Several gateways for one host and port',
  kiali: ['KIA1501'],
  find: mesh =>
    shared(
      apiGateways(mesh).flatMap(listenersOf),
      areOfTwo,
      ({ object, words }, others) => ({
        message: `${describeRef(
          refOf(object),
        )} and ${others} both listen for ${words}; which one a client reaches is decided by DNS alone.`,
        fix: 'Keep one of the listeners, unless both gateways are meant to serve the host.',
      }),
    ),
};

export const addressOfTwo: Check = {
  code: 'MESH2604',
  severity: 'warning',
  title: 'Several gateways for one address',
  kiali: ['KIA1502'],
  find: mesh =>
    shared(
      apiGateways(mesh).flatMap(addressesOf),
      areOfTwo,
      ({ object, words }, others) => ({
        message: `${describeRef(
          refOf(object),
        )} and ${others} ask for the same address, ${words}; at most one of them gets it.`,
        fix: 'Give each gateway an address of its own, or join them.',
      }),
    ),
};

export const listenerTwice: Check = {
  code: 'MESH2605',
  severity: 'error',
  title: 'The same listener twice',
  kiali: ['KIA1503'],
  find: mesh =>
    apiGateways(mesh).flatMap(object =>
      shared(
        listenersOf(object),
        () => true,
        ({ words }) => ({
          message: `${describeRef(
            refOf(object),
          )} has several listeners for ${words}: they conflict, and none of them is served.`,
          fix: 'Make hostname, port and protocol of each listener unique.',
        }),
      ),
    ),
};

/** Classes that istiod makes itself. */
const OF_ISTIO = ['istio', 'istio-remote', 'istio-waypoint', 'istio-east-west'];

export const gatewayClass: Check = {
  code: 'MESH2606',
  severity: 'error',
  title: 'Gateway of a class that does not exist',
  kiali: ['KIA1504'],
  find: mesh => {
    const classes = mesh
      .objects('GatewayClass', 'gateway.networking.k8s.io')
      .map(({ metadata }) => metadata.name);
    const known = new Set([...OF_ISTIO, ...classes]);
    return apiGateways(mesh).flatMap(object => {
      const name = asText(at(object, 'spec', 'gatewayClassName'));
      return classes.length === 0 || !name || known.has(name)
        ? []
        : {
            object: refOf(object),
            field: 'spec.gatewayClassName',
            message: `${describeRef(
              refOf(object),
            )} is of class ${name}, which does not exist: nobody serves it.`,
            fix: `Use one of ${[...known].join(', ')}.`,
          };
    });
  },
};
