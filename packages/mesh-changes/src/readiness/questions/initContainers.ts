import { listed } from '../../templates/security/common/find';
import { at } from '../../templates/security/common/values';
import { numberOf } from '../reading/numbers';
import { containersOf } from '../reading/podTemplate';
import { istioCni } from '../reading/proxies';
import type { Question } from '../reading/Question';
import { isNative } from '../reading/isNative';
import { nativeMend } from '../reading/nativeMend';

const USER = 1337;
const EXCLUSIONS = [
  'traffic.sidecar.istio.io/excludeOutboundPorts',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges',
];

export const initContainers: Question = {
  id: 'init-order',
  title: 'Containers that run before the proxy',
  ready:
    'No init container runs before the proxy, or the proxy is a native sidecar and runs before them.',
  look: subject => {
    const { mesh, template, plane } = subject;
    if (plane === 'ambient') {
      return undefined;
    }
    const early = containersOf(template, 'initContainers').filter(
      ({ spec }) => numberOf(at(spec, 'securityContext', 'runAsUser')) !== USER,
    );
    const native = isNative(mesh, template);
    const [first] = early;
    const isExcluded = EXCLUSIONS.some(name => template.annotations[name]);
    if (!first || native.is === true || isExcluded) {
      return [];
    }
    const names = listed(early.map(({ name }) => name));
    const because = [template.object, ...native.because];
    const cni = istioCni(mesh).is;
    const effect =
      cni === true
        ? 'what they call over the network fails, since istio-cni sends it to a proxy that does not run yet'
        : cni === false
        ? 'what they call over the network goes without mTLS, so that whoever is STRICT refuses it'
        : 'what they call over the network fails or goes without mTLS';
    return [
      {
        state: native.is === false ? 'warning' : 'unknown',
        says: `${names} ${
          early.length === 1 ? 'runs' : 'run'
        } before the application. ${
          native.is === false
            ? `The proxy starts after: ${effect}`
            : `Whether proxies are native sidecars, which start before, is not known; if not, ${effect}`
        }. Turn native sidecars on, or exclude the port that they dial (${
          EXCLUSIONS[0]
        }).`,
        because,
        field: first.path,
        ...nativeMend(subject),
      },
    ];
  },
};
