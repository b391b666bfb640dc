import type { ConnectionClient } from '../connection/types';
import type { Mesh } from '../mesh/Mesh';

/** A running pod; its plane is that of its proxy. */
export const running = (
  namespace: string,
  name: string,
  plane: 'sidecar' | 'none' | 'ambient' | 'gateway' = 'sidecar',
  more: { labels?: string; annotations?: string; ports?: string } = {},
) => `
---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
  labels: { app: ${name}, ${more.labels ?? ''} }
  annotations: { ${
    plane === 'ambient' ? 'ambient.istio.io/redirection: enabled, ' : ''
  }${more.annotations ?? ''} }
spec:
  containers:
    - { name: main, ports: [${more.ports ?? ''}] }
    ${
      plane === 'sidecar' || plane === 'gateway'
        ? `- { name: istio-proxy, args: [proxy, ${
            plane === 'gateway' ? 'router' : 'sidecar'
          }] }`
        : ''
    }
status: { phase: Running }
`;

/** A Service of the pods with the same name. */
export const serving = (
  namespace: string,
  name: string,
  ports = '{ name: http, port: 80, targetPort: 8080 }',
  more = '',
) => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { selector: { app: ${name} }, ports: [${ports}] ${more} }
`;

/** An object of Istio's. */
export const istio = (
  kind: string,
  namespace: string,
  name: string,
  spec: string,
  created = '2026-01-01',
) => `
---
apiVersion: ${
  kind === 'PeerAuthentication' ? 'security' : 'networking'
}.istio.io/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: '${created}T00:00:00Z' }
spec: { ${spec} }
`;

/** `namespace/name` of a caller, or outside. */
export function callerOf(mesh: Mesh, caller: string): ConnectionClient {
  const [namespace, name] = caller.split('/');
  const workload = mesh.workload(namespace, name);
  if (caller !== 'outside' && !workload) {
    throw new Error(`there is no workload ${caller}`);
  }
  return workload ?? 'outside';
}

/** The answer for a caller, a service and its port. */
export function connect(
  mesh: Mesh,
  caller: string,
  server: string,
  port = 80,
  subset?: string,
) {
  const slash = server.indexOf('/');
  const service = mesh.service(server.slice(0, slash), server.slice(slash + 1));
  if (!service) {
    throw new Error(`there is no service ${server}`);
  }
  return mesh.connection(callerOf(mesh, caller), service, port, { subset });
}
