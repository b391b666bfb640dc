import { asList, at } from '../../resources/fields';
import { describeRef } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import type { Check } from '../types';

/** Whether the proxy is among the containers that start first. */
const startsProxy = (pod: KubeObject): boolean =>
  asList(at(pod, 'spec', 'initContainers')).some(
    container => at(container, 'name') === 'istio-proxy',
  );

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
          .filter(
            ({ dataPlane, object }) =>
              dataPlane === 'none' && !startsProxy(object),
          )
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
