import { refOf, type Mesh } from '@ecotrack/mesh-engine';
import { parse } from 'yaml';
import { at } from '../../templates/security/common/values';
import { isNative } from '../reading/isNative';
import { nativeMend } from '../reading/nativeMend';
import type { Question } from '../reading/Question';
import { remember } from '../reading/remember';

const ANNOTATION = 'proxy.istio.io/config';
const FIELD = 'holdApplicationUntilProxyStarts';

function holds(text: unknown, ...path: string[]): boolean {
  try {
    const value: unknown =
      typeof text === 'string' ? parse(text, { maxAliasCount: 0 }) : undefined;
    return at(value, ...path, FIELD) === true;
  } catch {
    return false;
  }
}

const configs = (mesh: Mesh) =>
  mesh
    .objects('ConfigMap', '')
    .filter(
      ({ metadata }) =>
        metadata.namespace === mesh.config.rootNamespace &&
        metadata.name === 'istio',
    );

const isHeldByMesh = remember(mesh =>
  configs(mesh).some(config =>
    holds(at(config, 'data', 'mesh'), 'defaultConfig'),
  ),
);

export const startOrder: Question = {
  id: 'start-order',
  title: 'The proxy starts first',
  ready: `The proxy is there before the application: it is a native sidecar, or ${FIELD} is set.`,
  look: subject => {
    const { mesh, template, plane } = subject;
    if (plane === 'ambient') {
      return undefined;
    }
    const native = isNative(mesh, template);
    if (
      native.is === true ||
      holds(template.annotations[ANNOTATION]) ||
      isHeldByMesh(mesh)
    ) {
      return [];
    }
    const fix = `Set ${FIELD}: true in the annotation ${ANNOTATION} of its pods, or turn native sidecars on.`;
    return native.is === false
      ? [
          {
            state: 'warning',
            says: `The application may start before its proxy, and then its first calls fail. ${fix}`,
            because: [template.object, ...native.because],
            ...nativeMend(subject),
          },
        ]
      : [
          {
            state: 'unknown',
            says: `Whether proxies are native sidecars, which start before the application, is not known; if not, its first calls may fail. ${fix}`,
            because: configs(mesh).map(refOf),
            ...nativeMend(subject),
          },
        ];
  },
};
