import { Mesh, type KubeObject } from '../packages/mesh-engine/src';
import { trim } from '../plugins/service-mesh-backend/src/sources/kubernetes/trim';

const PODS_OF_A_SERVICE = 5;

const container = (name: string) => ({
  name,
  image: `registry.example.com/${name}:1.2.3`,
  env: Array.from({ length: 20 }, (_, index) => ({
    name: `SETTING_${index}`,
    value: `value of setting ${index}`,
  })),
  volumeMounts: Array.from({ length: 6 }, (_, index) => ({
    name: `volume-${index}`,
    mountPath: `/var/run/volume-${index}`,
  })),
  resources: {
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { cpu: '1', memory: '512Mi' },
  },
  ports: [{ name: 'http', containerPort: 8080 }],
});

function pod(service: number, index: number): KubeObject {
  const app = `service-${service}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${app}-6d5f9c7b48-${index}`,
      namespace: 'shop',
      uid: `00000000-0000-0000-0000-${String(service).padStart(12, '0')}`,
      labels: { app, version: 'v1', 'pod-template-hash': '6d5f9c7b48' },
      annotations: {
        'sidecar.istio.io/status': '{"initContainers":["istio-proxy"]}',
        'kubectl.kubernetes.io/last-applied-configuration': 'x'.repeat(2000),
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `${app}-6d5f9c7b48`,
        },
      ],
      ...{
        managedFields: [{ manager: 'kubelet', fieldsV1: 'y'.repeat(2000) }],
      },
    },
    spec: {
      nodeName: `node-${index}`,
      serviceAccountName: app,
      containers: [container('app')],
      initContainers: [container('istio-proxy')],
      volumes: Array.from({ length: 6 }, (_, volume) => ({
        name: `volume-${volume}`,
        emptyDir: {},
      })),
    },
    status: {
      phase: 'Running',
      podIP: `10.0.${service % 250}.${index}`,
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

function service(index: number): KubeObject[] {
  const app = `service-${index}`;
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: app, namespace: 'shop' },
      spec: { selector: { app }, ports: [{ name: 'http', port: 8080 }] },
    },
    ...Array.from({ length: PODS_OF_A_SERVICE }, (_, replica) =>
      pod(index, replica),
    ),
  ];
}

function megabytes(pods: number): number {
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  const mesh = Mesh.from(
    Array.from({ length: pods / PODS_OF_A_SERVICE }, (_, index) =>
      service(index).map(object =>
        trim(JSON.parse(JSON.stringify(object)) as KubeObject),
      ),
    ).flat(),
  );
  const { length } = mesh.services;
  global.gc?.();
  const after = process.memoryUsage().heapUsed;
  return length > 0 && mesh.all.length > 0 ? (after - before) / 1e6 : 0;
}

const rows = [1000, 5000].map(pods => [
  `Snapshot memory, ${pods} pods`,
  `${megabytes(pods).toFixed(1)} MB`,
]);
process.stdout.write(JSON.stringify(rows));
