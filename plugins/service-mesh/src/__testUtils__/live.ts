import type { Sources } from '@ecotrack/backstage-plugin-service-mesh-common';

/** Everything answers. */
export const live: Sources = {
  kubernetes: { state: 'live' },
  telemetry: { state: 'live' },
};
