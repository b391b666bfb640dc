import type { Mesh } from '../../mesh/Mesh';
import { describeRef, refOf } from '../../resources/ref';
import { wildcardOverlaps } from './hostOverlaps';
import { scopesMeet } from './scope';
import {
  type VirtualServiceHost,
  virtualServiceHosts,
} from './virtualServiceHosts';
import type { Violation } from '../types';

export const isOther = (a: VirtualServiceHost, b: VirtualServiceHost) =>
  a.object !== b.object &&
  a.gateway === b.gateway &&
  scopesMeet(a.scope, b.scope);

export function hostViolations(
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

export const namesOf = (others: readonly VirtualServiceHost[]) =>
  [...new Set(others.map(({ object }) => describeRef(refOf(object))))].join(
    ', ',
  );

export function wildcardViolations(
  mesh: Mesh,
  isForMesh: boolean,
): Violation[] {
  const hosts = virtualServiceHosts(mesh).filter(
    ({ gateway }) => (gateway === 'mesh') === isForMesh,
  );
  return hostViolations(wildcardOverlaps(hosts, isOther), (one, others) => ({
    message: one.host.startsWith('*')
      ? `${describeRef(refOf(one.object))} is for ${one.host}, but ${namesOf(
          others,
        )} ${
          others.length > 1 ? 'are' : 'is'
        } for a part of it; there nothing of this one applies.`
      : `${describeRef(refOf(one.object))} is for ${
          one.host
        }, which the wildcard of ${namesOf(
          others,
        )} covers as well; nothing of that one applies to it.`,
    fix: 'Repeat in the more exact VirtualService what should apply there too, or narrow the wildcard.',
  }));
}
