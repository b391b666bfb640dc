/** Kinds whose objects run pods, each with its group. */
export const CONTROLLERS: [string, string][] = [
  ['apps', 'Deployment'],
  ['apps', 'StatefulSet'],
  ['apps', 'DaemonSet'],
  ['argoproj.io', 'Rollout'],
  ['batch', 'CronJob'],
  ['batch', 'Job'],
];

/** Kinds that the view of workloads is told from. */
export const WORKLOAD_KINDS = [
  ...CONTROLLERS.map(([, kind]) => kind),
  'ReplicaSet',
  'Pod',
  'Namespace',
  'MutatingWebhookConfiguration',
  'ConfigMap',
];

/** Kinds that the view of services is told from. */
export const SERVICE_KINDS = [...WORKLOAD_KINDS, 'Service', 'ServiceEntry'];
