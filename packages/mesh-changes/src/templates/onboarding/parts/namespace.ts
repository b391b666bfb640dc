import type { Mesh } from '@ecotrack/mesh-engine';
import { injection } from '../../edges/injection/injection';
import { NAMESPACE_LABEL, REVISION_LABEL } from '../../edges/injection/labels';
import { asField, type Onboarding } from '../Onboarding';

/** The revision by which the mesh labels its namespaces; undefined where it uses the plain label. */
export function revisionOf(mesh: Mesh): string | undefined {
  const labels = [...mesh.namespaces.values()].map(
    ({ metadata }) => metadata.labels ?? {},
  );
  return labels.some(each => each[NAMESPACE_LABEL] === 'enabled')
    ? undefined
    : labels
        .map(each => each[REVISION_LABEL])
        .find(revision => revision !== undefined);
}

/** The namespace, where it is to be made. */
export function addNamespace(onboarding: Onboarding): void {
  const { mesh, given } = onboarding;
  const { namespace, createNamespace } = given;
  const isKnown =
    mesh.namespaces.has(namespace) || mesh.usedNamespaces.has(namespace);
  if (createNamespace && !isKnown) {
    const revision = revisionOf(mesh);
    onboarding.put({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels:
          revision === undefined
            ? { [NAMESPACE_LABEL]: 'enabled' }
            : { [REVISION_LABEL]: revision },
      },
    });
  }
}

/** Labels of the namespace, so that the pods of the service get a proxy. */
export function addInjection(onboarding: Onboarding): void {
  const { mesh, given, workloads } = onboarding;
  const { namespace } = given;
  const isOutside = workloads.some(({ sidecar }) => sidecar.expected === false);
  const isAmbient = workloads.some(
    ({ sidecar }) => sidecar.state === 'ambient',
  );
  if (!mesh.namespaces.has(namespace)) {
    onboarding.note(
      `Nothing known declares namespace ${namespace}, so whether its pods get a proxy is not known. Look at its labels.`,
    );
  } else if (isOutside && !isAmbient) {
    const revision = revisionOf(mesh);
    const plan = asField(
      () => 'namespace',
      () =>
        injection.plan(
          {
            namespace,
            state: 'enabled',
            ...(revision !== undefined && { revision }),
          },
          onboarding.context,
        ),
    );
    onboarding.take(plan);
    onboarding.note(...(plan.notes ?? []));
  }
}
