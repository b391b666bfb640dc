import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { asList, asRecord, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { namespaceOf } from './scope';
import { servedGateways } from './servedGateways';

const secretIndex = perMesh(
  mesh =>
    new Map(
      mesh
        .objects('Secret', '')
        .map(secret => [
          `${namespaceOf(secret)}/${secret.metadata.name}`,
          secret,
        ]),
    ),
);

/** Servers that name a credential, with the secret in each namespace that a pod of the gateway runs in. */
export function namedCredentials(mesh: Mesh): {
  object: KubeObject;
  field: string;
  name: string;
  namespace: string;
  secret?: KubeObject;
}[] {
  // Secrets are in manifests only: a cluster never shows them, and then nothing can be missing.
  if (secretIndex(mesh).size === 0) {
    return [];
  }
  return servedGateways(mesh).flatMap(([object, workloads]) => {
    const namespaces = [
      ...new Set(workloads.map(({ namespace }) => namespace)),
    ];
    return asList(at(object, 'spec', 'servers')).flatMap((server, index) => {
      const name = asText(asRecord(asRecord(server).tls).credentialName);
      return name
        ? namespaces.map(namespace => ({
            object,
            field: `spec.servers[${index}].tls.credentialName`,
            name,
            namespace,
            secret: secretIndex(mesh).get(`${namespace}/${name}`),
          }))
        : [];
    });
  });
}
