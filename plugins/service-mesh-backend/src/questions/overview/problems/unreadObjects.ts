import type { Problem } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh } from '@ecotrack/mesh-engine';
import { phrase } from '../../wording/figures';

/** Manifests and objects that could not be read, so that answers are without them. */
export function unreadObjects(mesh: Mesh): Problem[] {
  return mesh.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, object, origin, message, fix }, index) => {
      const name = object?.name ?? origin?.file ?? 'manifest';
      const place = origin ? `${origin.file}/${origin.line}` : index;
      return {
        id: `finding/${code}/${name}/${place}`,
        severity: 'warning',
        kind: 'finding',
        subject: { kind: 'object', namespace: object?.namespace, name },
        title: name,
        detail: phrase(message),
        because: [
          {
            object,
            file: origin?.file,
            line: origin?.line,
            says: `${code}: ${message} ${fix}`,
          },
        ],
      };
    });
}
