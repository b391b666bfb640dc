import { asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { sidecars } from '../reading/sidecars';
import type { Check } from '../types';

export const emptyOutboundPolicy: Check = {
  code: 'MESH2406',
  severity: 'info',
  title: 'Outbound policy without a mode',
  kiali: ['KIA1007'],
  find: mesh =>
    sidecars(mesh).flatMap(({ object }) => {
      const policy = at(object, 'spec', 'outboundTrafficPolicy');
      return policy !== undefined && !asText(asRecord(policy).mode)
        ? {
            object: refOf(object),
            field: 'spec.outboundTrafficPolicy.mode',
            message: `${describeRef(
              refOf(object),
            )} has an outboundTrafficPolicy without a mode, which Istio reads as REGISTRY_ONLY: calls to unknown hosts are refused.`,
            fix: 'Write REGISTRY_ONLY or ALLOW_ANY, or remove outboundTrafficPolicy to keep the default of the mesh.',
          }
        : [];
    }),
};
