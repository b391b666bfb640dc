import type { Mesh, Pod, Workload } from '@ecotrack/mesh-engine';
import { fieldsOf } from '../../questions/objects/fields';

const REVISION = 'istio.io/rev';
const TAG = 'istio.io/tag';
const STATUS = 'sidecar.istio.io/status';
const DEFAULT = 'default';

const textOf = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The revision that injected a pod, as the webhook wrote it down. */
export function revisionOf({ object, labels }: Pod): string | undefined {
  const status = object.metadata.annotations?.[STATUS];
  try {
    return (
      textOf(fieldsOf(JSON.parse(status ?? '{}')).revision) ?? labels[REVISION]
    );
  } catch {
    return labels[REVISION];
  }
}

/**
 * The revision that would inject a workload today, with tags resolved; undefined when the labels ask for none, or
 * when no webhook that is known answers to them.
 */
export function wantedRevision(
  mesh: Mesh,
  { namespace, labels }: Workload,
): string | undefined {
  const ofNamespace = mesh.namespaces.get(namespace)?.metadata.labels ?? {};
  const asked =
    ofNamespace['istio-injection'] === 'enabled'
      ? DEFAULT
      : ofNamespace[REVISION] ??
        labels[REVISION] ??
        (labels['sidecar.istio.io/inject'] === 'true' ? DEFAULT : undefined);
  const injectors = mesh
    .objects('MutatingWebhookConfiguration')
    .map(({ metadata }) => metadata.labels ?? {})
    .filter(given => REVISION in given);
  const tagged = injectors.find(given => given[TAG] === asked);
  if (tagged) {
    return tagged[REVISION];
  }
  return injectors.some(given => given[REVISION] === asked) ? asked : undefined;
}
