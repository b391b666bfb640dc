import type { ReadinessItem } from '../types';
import { readinessOf } from '../readinessOf';
import { deployment, injectedPod, meshOf } from './shop';

/** What is there, its objects, and what is said of orders: id, state, words, and the field. */
export type Case = [string, string[], string, string, RegExp, string?];

export const casesOf = (cases: readonly Case[]) =>
  cases.map(([name, objects, id, state, says, field]) => ({
    name,
    objects,
    item: {
      id,
      state,
      says: expect.stringMatching(says),
      ...(field && { field }),
    },
  }));

/** What is said of orders, in whatever namespace it is. */
export function saidOf(objects: readonly string[]): ReadinessItem[] {
  const mesh = meshOf(...objects);
  const [workload] = mesh.workloads.filter(({ name }) => name === 'orders');
  return readinessOf(mesh, workload);
}

export const LABELLED = 'istio-injection: enabled';

/** istio-cni. */
export const CNI = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: istio-cni-node, namespace: istio-system }
spec: { template: { spec: { containers: [{ name: install-cni }] } } }
`;

/** Another application with a proxy: a native sidecar, or a container like others. */
export const NATIVE = `${deployment({ name: 'other' })}\n---\n${injectedPod(
  'other',
)}`;
export const NOT_NATIVE = `${deployment({ name: 'other' })}\n---\n${injectedPod(
  'other',
  { isNative: false },
)}`;
