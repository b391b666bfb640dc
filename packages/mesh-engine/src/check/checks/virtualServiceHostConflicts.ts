import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import { sameHost, wildcardOverlaps } from '../reading/hostOverlaps';
import { scopesMeet } from '../reading/scope';
import {
  virtualServiceHosts,
  type VirtualServiceHost,
} from '../reading/virtualServiceHosts';
import type { Check, Violation } from '../types';

const isOther = (a: VirtualServiceHost, b: VirtualServiceHost) =>
  a.object !== b.object &&
  a.gateway === b.gateway &&
  scopesMeet(a.scope, b.scope);

function violations(
  conflicts: ReadonlyMap<VirtualServiceHost, VirtualServiceHost[]>,
  says: (
    one: VirtualServiceHost,
    others: readonly VirtualServiceHost[],
  ) => Pick<Violation, 'message' | 'fix'>,
): Violation[] {
  return [...conflicts].map(([one, others]) => ({
    object: refOf(one.object),
    field: one.field,
    ...says(one, others),
    because: [...new Set(others.map(({ object }) => object))].map(object => ({
      object: refOf(object),
      field: 'spec.hosts',
      says: `${describeRef(refOf(object))} is for ${others
        .filter(other => other.object === object)
        .map(({ host }) => host)
        .join(', ')}.`,
    })),
  }));
}

const named = (others: readonly VirtualServiceHost[]) =>
  [...new Set(others.map(({ object }) => describeRef(refOf(object))))].join(
    ', ',
  );

export const meshHostConflict: Check = {
  code: 'MESH2010',
  severity: 'error',
  title: 'Several VirtualServices of the mesh for one host',
  kiali: ['KIA1106'],
  istioctl: ['IST0109'],
  find: mesh => {
    const all = virtualServiceHosts(mesh);
    const order = new Map(all.map((entry, index) => [entry, index]));
    const hosts = all.filter(({ gateway }) => gateway === 'mesh');
    return violations(sameHost(hosts, isOther), (one, others) => {
      const [first] = [one, ...others].sort(
        (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
      );
      return {
        message:
          first === one
            ? `${describeRef(refOf(one.object))} and ${named(
                others,
              )} are both for ${
                one.host
              }; sidecars use only this one, the oldest.`
            : `${describeRef(refOf(one.object))} is not used for ${
                one.host
              }: sidecars use only the oldest, ${describeRef(
                refOf(first.object),
              )}.`,
        fix: 'Put the routes of the host into one VirtualService.',
      };
    });
  },
};

export const gatewayHostConflict: Check = {
  code: 'MESH2011',
  severity: 'warning',
  title: 'Several VirtualServices of a gateway for one host',
  kiali: ['KIA1106'],
  find: mesh =>
    violations(
      sameHost(
        virtualServiceHosts(mesh).filter(({ gateway }) => gateway !== 'mesh'),
        isOther,
      ),
      (one, others) => ({
        message: `${describeRef(refOf(one.object))} and ${named(
          others,
        )} are both for ${one.host} on gateway ${
          one.gateway
        }; their routes are joined, the oldest first, so that one may hide another.`,
        fix: 'Put the routes of the host into one VirtualService, or see that no match covers that of another.',
      }),
    ),
};

function wildcards(mesh: Mesh, isForMesh: boolean): Violation[] {
  const hosts = virtualServiceHosts(mesh).filter(
    ({ gateway }) => (gateway === 'mesh') === isForMesh,
  );
  return violations(wildcardOverlaps(hosts, isOther), (one, others) => ({
    message: one.host.startsWith('*')
      ? `${describeRef(refOf(one.object))} is for ${one.host}, but ${named(
          others,
        )} ${
          others.length > 1 ? 'are' : 'is'
        } for a part of it; there nothing of this one applies.`
      : `${describeRef(refOf(one.object))} is for ${
          one.host
        }, which the wildcard of ${named(
          others,
        )} covers as well; nothing of that one applies to it.`,
    fix: 'Repeat in the more exact VirtualService what should apply there too, or narrow the wildcard.',
  }));
}

export const meshWildcardConflict: Check = {
  code: 'MESH2012',
  severity: 'warning',
  title: 'VirtualServices of the mesh whose hosts overlap',
  kiali: ['KIA1106'],
  istioctl: ['IST0109'],
  find: mesh => wildcards(mesh, true),
};

export const gatewayWildcardConflict: Check = {
  code: 'MESH2017',
  severity: 'warning',
  title: 'VirtualServices of a gateway whose hosts overlap',
  kiali: ['KIA1106'],
  find: mesh => wildcards(mesh, false),
};
