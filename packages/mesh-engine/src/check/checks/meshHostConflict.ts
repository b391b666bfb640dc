import { describeRef, refOf } from '../../resources/ref';
import { isOther, namesOf, hostViolations } from '../reading/hostConflicts';
import { sameHost } from '../reading/hostOverlaps';
import { virtualServiceHosts } from '../reading/virtualServiceHosts';
import type { Check } from '../types';

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
    return hostViolations(sameHost(hosts, isOther), (one, others) => {
      const [first] = [one, ...others].sort(
        (a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0),
      );
      return {
        message:
          first === one
            ? `${describeRef(refOf(one.object))} and ${namesOf(
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
