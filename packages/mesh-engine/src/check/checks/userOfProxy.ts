import { asNumber, asText, at } from '../../resources/fields';
import { describeRef } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { barePods, containersOf, podTemplates } from '../reading/podSpecs';
import type { Check } from '../types';

const USER = 1337;
/** Containers that run as that user on purpose. */
const OF_ISTIO = ['istio-operator', 'istio-proxy'];

const isControlPlane = ({ metadata }: KubeObject) =>
  metadata.labels?.app === 'istiod' || metadata.labels?.istio === 'pilot';

const isProxyUser = (of: unknown) =>
  asNumber(at(of, 'securityContext', 'runAsUser')) === USER;

export const userOfProxy: Check = {
  code: 'MESH3408',
  severity: 'warning',
  title: `Application with user ID ${USER}`,
  istioctl: ['IST0144'],
  find: mesh =>
    [...barePods(mesh), ...podTemplates(mesh)].flatMap(
      ({ object, ref, field, spec }) => {
        const ofApplication = containersOf(spec).filter(
          ({ container }) => !OF_ISTIO.includes(asText(container.name) ?? ''),
        );
        const places = [
          ...(isProxyUser(spec) && ofApplication.length > 0 ? [field] : []),
          ...ofApplication
            .filter(({ container }) => isProxyUser(container))
            .map(({ index }) => `${field}.containers[${index}]`),
        ];
        return (isControlPlane(object) ? [] : places.slice(0, 1)).map(
          place => ({
            object: ref,
            field: `${place}.securityContext.runAsUser`,
            message: `${describeRef(
              ref,
            )} runs an application as user ${USER}, the user of the proxy: its calls go around the proxy.`,
            fix: 'Run the application as another user.',
          }),
        );
      },
    ),
};
