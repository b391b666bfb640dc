import { describeRef, refOf } from '../../resources/ref';
import { policiesOf, type PolicyKind } from '../reading/policies';
import type { Check } from '../types';

const KINDS: PolicyKind[] = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'Telemetry',
  'WasmPlugin',
];
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';

export const selectorOnGateway: Check = {
  code: 'MESH3306',
  severity: 'warning',
  title: 'Selector for a gateway of the Gateway API',
  istioctl: ['IST0166'],
  find: mesh =>
    KINDS.flatMap(kind => policiesOf(mesh, kind))
      .filter(({ hasSelector }) => hasSelector)
      .flatMap(({ object, workloads, namespace }) =>
        workloads
          .filter(
            workload =>
              workload.namespace === namespace &&
              workload.labels[GATEWAY_NAME] !== undefined,
          )
          .map(workload => ({
            object: refOf(object),
            field: 'spec.selector',
            message: `${describeRef(
              refOf(object),
            )} selects the pods of gateway ${
              workload.labels[GATEWAY_NAME]
            }: waypoints ignore selectors, and other gateways of the Gateway API follow them only while the control plane is told so.`,
            fix: 'Name the Gateway in targetRefs instead.',
            because: [
              {
                object: workload.ref,
                says: `${describeRef(workload.ref)} serves the gateway.`,
              },
            ],
          })),
      ),
};
