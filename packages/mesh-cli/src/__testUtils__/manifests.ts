/** A workload, its service and its account, in short. */
export function service(namespace: string, name: string, version = 'v1') {
  return `apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: ${namespace} }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { app: ${name} }
  ports: [{ name: http, port: 8080 }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, version: ${version} } }
    spec:
      serviceAccountName: ${name}
      containers: [{ name: main, image: example/${name}, ports: [{ containerPort: 8080 }] }]
---
`;
}

export function namespaceOf(name: string) {
  return `apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { istio-injection: enabled } }
---
`;
}

export function peerAuthentication(ns: string, mode: string) {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: ${ns}
spec:
  mtls:
    mode: ${mode}
`;
}

/** Routes `host` to a subset that nobody defines: one error. */
export function routeToNowhere(ns: string, host: string) {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${host}
  namespace: ${ns}
spec:
  hosts:
    - ${host}
  http:
    - route:
        - destination:
            host: ${host}
            subset: v9
`;
}

/** Lets one account call with GET. */
export function allowGet(ns: string, app: string, caller: string) {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${app}, namespace: ${ns} }
spec:
  selector: { matchLabels: { app: ${app} } }
  rules:
    - from: [{ source: { principals: [cluster.local/ns/${ns}/sa/${caller}] } }]
      to: [{ operation: { methods: [GET] } }]
`;
}
