/** Pseudo-random numbers in [0, 1) that a seed decides (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SERVICES_PER_NAMESPACE = 5;

const workload = (namespace, name, version) => `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: ${namespace}
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    app: ${name}
spec:
  selector:
    app: ${name}
  ports:
    - name: http
      port: 8080
      targetPort: 8080
    - name: tcp-admin
      port: 9090
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
        version: ${version}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: main
          image: registry.example/${name}:1.4.${version.length}
          ports:
            - containerPort: 8080
              name: http
            - containerPort: 9090
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
`;

const pod = (namespace, name, version, index) => `---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}-6d8f7c9b5d-${index}
  namespace: ${namespace}
  labels:
    app: ${name}
    version: ${version}
    pod-template-hash: 6d8f7c9b5d
  annotations:
    sidecar.istio.io/status: '{"revision":"default"}'
  ownerReferences:
    - apiVersion: apps/v1
      kind: ReplicaSet
      name: ${name}-6d8f7c9b5d
      uid: ${name}-uid
      controller: true
spec:
  serviceAccountName: ${name}
  containers:
    - name: main
      image: registry.example/${name}:1.4.0
      ports:
        - containerPort: 8080
          name: http
    - name: istio-proxy
      image: docker.io/istio/proxyv2:1.27.0
status:
  phase: Running
  conditions:
    - type: Ready
      status: "True"
`;

const virtualService = (namespace, name, weight) => `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  hosts:
    - ${name}.${namespace}.svc.cluster.local
  http:
    - match:
        - uri:
            prefix: /api
          headers:
            x-user:
              regex: "[a-z]+-[0-9]+"
      route:
        - destination:
            host: ${name}.${namespace}.svc.cluster.local
            subset: v1
            port:
              number: 8080
      timeout: 3s
    - route:
        - destination:
            host: ${name}.${namespace}.svc.cluster.local
            subset: v1
            port:
              number: 8080
          weight: ${weight}
        - destination:
            host: ${name}.${namespace}.svc.cluster.local
            subset: v2
            port:
              number: 8080
          weight: ${100 - weight}
      retries:
        attempts: 2
        perTryTimeout: 1s
`;

const destinationRule = (namespace, name) => `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  host: ${name}.${namespace}.svc.cluster.local
  trafficPolicy:
    tls:
      mode: ISTIO_MUTUAL
    connectionPool:
      tcp:
        maxConnections: 100
  subsets:
    - name: v1
      labels:
        version: v1
    - name: v2
      labels:
        version: v2
`;

const authorizationPolicy = (namespace, name, caller) => `---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    matchLabels:
      app: ${name}
  action: ALLOW
  rules:
    - from:
        - source:
            principals:
              - cluster.local/ns/${caller.namespace}/sa/${caller.name}
      to:
        - operation:
            methods: [GET, POST]
            paths: ["/api/*"]
`;

const peerAuthentication = namespace => `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: ${namespace}
spec:
  mtls:
    mode: STRICT
`;

const sidecar = namespace => `---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: default
  namespace: ${namespace}
spec:
  egress:
    - hosts:
        - ./*
        - istio-system/*
`;

/**
 * Manifests of a mesh: five services a namespace, each with an account, a Deployment and two pods, and ten Istio
 * objects for the five. One file a namespace; the seed decides callers and weights.
 */
export function generateMesh(services, seed = 1) {
  const next = random(seed);
  const nameOf = index => ({
    namespace: `team-${Math.floor(index / SERVICES_PER_NAMESPACE)}`,
    name: `service-${index}`,
  });
  const files = [];
  for (let first = 0; first < services; first += SERVICES_PER_NAMESPACE) {
    const { namespace } = nameOf(first);
    const parts = [
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${namespace}\n  labels:\n    istio-injection: enabled\n`,
      peerAuthentication(namespace),
      sidecar(namespace),
    ];
    const last = Math.min(first + SERVICES_PER_NAMESPACE, services);
    for (let index = first; index < last; index++) {
      const { name } = nameOf(index);
      parts.push(workload(namespace, name, 'v1'));
      parts.push(pod(namespace, name, 'v1', 'abcde'));
      parts.push(pod(namespace, name, 'v2', 'fghij'));
      if (index - first < 3) {
        parts.push(
          virtualService(namespace, name, Math.floor(next() * 99) + 1),
        );
        parts.push(destinationRule(namespace, name));
      }
      if (index - first < 2) {
        const caller = nameOf(Math.floor(next() * services));
        parts.push(authorizationPolicy(namespace, name, caller));
      }
    }
    files.push({ path: `${namespace}.yaml`, text: parts.join('') });
  }
  return files;
}
