import { asList, asRecord } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { policiesOf } from '../reading/policies';
import type { Check } from '../types';

export const telemetryWithoutProvider: Check = {
  code: 'MESH3701',
  severity: 'warning',
  title: 'Access log without a provider',
  istioctl: ['IST0157'],
  find: mesh =>
    mesh.config.defaultAccessLogProviders.length > 0
      ? []
      : policiesOf(mesh, 'Telemetry').flatMap(({ object }) =>
          asList(asRecord(object.spec).accessLogging)
            .map(asRecord)
            .flatMap(({ providers, disabled }, index) =>
              asList(providers).length > 0 || disabled === true
                ? []
                : {
                    object: refOf(object),
                    field: `spec.accessLogging[${index}]`,
                    message: `${describeRef(
                      refOf(object),
                    )} names no provider for an access log, and the mesh has no default: the entry is ignored.`,
                    fix: 'Name a provider, or set defaultProviders.accessLogging in the mesh configuration.',
                  },
            ),
        ),
};
