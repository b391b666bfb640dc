import { describeRef } from '../../resources/ref';
import type { Check } from '../types';

export const podWithoutProxy: Check = {
  code: 'MESH3402',
  severity: 'warning',
  title: 'Pod without the proxy that it should have',
  istioctl: ['IST0103'],
  find: mesh =>
    mesh.workloads
      .filter(({ sidecar }) => sidecar.expected === true)
      .flatMap(({ pods, sidecar }) =>
        pods
          .filter(({ dataPlane }) => dataPlane === 'none')
          .map(({ ref }) => ({
            object: ref,
            field: 'spec.containers',
            message: `${describeRef(
              ref,
            )} has no proxy, though its labels ask for one: it was made before they did, or the injection failed.`,
            fix: 'Restart the pod, and look at the events of its ReplicaSet if the proxy is missing still.',
            because: sidecar.because,
          })),
      ),
};
