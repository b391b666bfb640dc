import { ANNOTATION_MESH_HOST } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import {
  KUBERNETES_ID,
  KUBERNETES_NAMESPACE,
  KUBERNETES_SELECTOR,
} from '../../catalog/PlacedEntities';
import { kindOf } from '../traffic/peers';

/** What no entity names yet. */
export type Nameless =
  | { type: 'service'; service: MeshService }
  | { type: 'workload'; workload: Workload };

const PLAIN = /^[A-Za-z][\w./:=,-]*$/;
const WORD = /^(true|false|null|yes|no|on|off|y|n)$/i;

const scalar = (text: string) =>
  PLAIN.test(text) && !WORD.test(text) ? text : JSON.stringify(text);

const selectorText = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');

/** Annotations with which an entity names it, by labels that it has already. */
function annotationsOf(
  mesh: Mesh,
  nameless: Nameless,
): [key: string, value: string, note?: string][] {
  if (nameless.type === 'workload') {
    const { namespace, labels } = nameless.workload;
    return labels[KUBERNETES_ID] === undefined
      ? [
          [KUBERNETES_NAMESPACE, namespace],
          [KUBERNETES_SELECTOR, selectorText(labels)],
        ]
      : [
          [KUBERNETES_NAMESPACE, namespace],
          [KUBERNETES_ID, labels[KUBERNETES_ID]],
        ];
  }
  const { kind, host, namespace, name, ref, selector, workloads } =
    nameless.service;
  if (kind === 'external') {
    return [[ANNOTATION_MESH_HOST, host]];
  }
  const id = [
    mesh.get(ref)?.metadata.labels?.[KUBERNETES_ID],
    ...workloads.map(({ labels }) => labels[KUBERNETES_ID]),
  ].find(label => label !== undefined);
  return [
    [KUBERNETES_NAMESPACE, namespace],
    id !== undefined
      ? [KUBERNETES_ID, id]
      : selector && workloads.length > 0
      ? [KUBERNETES_SELECTOR, selectorText(selector)]
      : [KUBERNETES_ID, name, 'give the Service this label too'],
  ];
}

function typeOf(mesh: Mesh, nameless: Nameless): [kind: string, type: string] {
  const kind =
    nameless.type === 'service' ? kindOf(mesh, nameless.service) : 'service';
  switch (kind) {
    case 'external':
      return ['Resource', 'external-api'];
    case 'datastore':
      return ['Resource', 'database'];
    default:
      return ['Component', 'service'];
  }
}

/** A name that the catalog takes and does not have. */
function freeName(
  { name, namespace }: { name: string; namespace: string },
  isTaken: (name: string) => boolean,
): string {
  const clean = (text: string) =>
    text
      .replace(/[^A-Za-z0-9_.-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 63)
      .replace(/[^A-Za-z0-9]+$/, '');
  const wanted = clean(name);
  return isTaken(wanted) ? clean(`${namespace}-${name}`) : wanted;
}

/**
 * A catalog-info.yaml with what the cluster tells. Who owns it and how far it is are for its owner to say.
 * @param calls - references of entities that it was seen to call
 * @param has - whether the catalog has an entity of this reference
 */
export function catalogInfo(
  mesh: Mesh,
  nameless: Nameless,
  calls: readonly string[],
  has: (ref: string) => boolean,
): string {
  const [kind, type] = typeOf(mesh, nameless);
  const subject =
    nameless.type === 'service' ? nameless.service : nameless.workload;
  const name = freeName(subject, free =>
    has(`${kind}:default/${free}`.toLowerCase()),
  );
  return [
    'apiVersion: backstage.io/v1alpha1',
    `kind: ${kind}`,
    'metadata:',
    `  name: ${scalar(name)}`,
    '  annotations:',
    ...annotationsOf(mesh, nameless).map(
      ([key, value, note]) =>
        `    ${key}: ${scalar(value)}${note ? ` # ${note}` : ''}`,
    ),
    'spec:',
    `  type: ${type}`,
    ...(kind === 'Component'
      ? ['  lifecycle: unknown # experimental, production or deprecated']
      : []),
    '  owner: unknown # the group that answers for it',
    ...(calls.length > 0
      ? ['  dependsOn:', ...calls.map(ref => `    - ${ref}`)]
      : []),
    '',
  ].join('\n');
}
