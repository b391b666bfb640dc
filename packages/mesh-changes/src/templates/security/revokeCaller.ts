import type { ChangeTemplate } from '../types';
import { describeCallers, type Caller } from './common/callers';
import { callersField, namespaceField, serviceField } from './common/fields';
import { planOf } from './common/planOf';
import { placeOf } from './policies/place';
import { revoke } from './policies/revoke';

type Parameters = {
  namespace: string;
  service: string;
  callers: Caller[];
};

export const revokeCaller: ChangeTemplate<Parameters> = {
  id: 'revoke-caller',
  version: 1,
  topic: 'security',
  title: 'Revoke a caller',
  summary: 'Takes away from a service the right to call another.',
  description: `Takes a caller off the list of those who may call a service. Where something wider lets it in (a rule for its whole namespace, a pattern, or no list at all), a policy that refuses it is added; such a policy goes before every list.

Use it when a service was retired, moved away, or must not call any more. Look at the effect first: requests that still come are answered with 403.

To go back, use *Allow a caller*, or revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'service', 'callers'],
    properties: {
      namespace: namespaceField('Where the service runs that is called.'),
      service: serviceField('The service that is called.'),
      callers: callersField('Callers', 'Who shall not call it any more.'),
    },
  },

  plan({ namespace, service, callers }, context) {
    const place = placeOf(context.mesh, namespace, service);
    return planOf(context, {
      title: `Stop ${describeCallers(
        callers,
        namespace,
      )} from calling ${service}`,
      ...revoke(place, callers),
    });
  },
};
