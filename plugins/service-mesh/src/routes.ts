import { createRouteRef } from '@backstage/core-plugin-api';

/** The mesh pages. @public */
export const rootRouteRef = createRouteRef({ id: 'service-mesh' });
