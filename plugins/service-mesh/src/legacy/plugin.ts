import {
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import { serviceMeshApiFactory } from '../api/serviceMeshApiFactory';
import { rootRouteRef } from '../routes';

/** The service mesh plugin of an app with the old frontend system. @public */
export const serviceMeshPlugin = createPlugin({
  id: 'service-mesh',
  apis: [serviceMeshApiFactory],
  routes: { root: rootRouteRef },
});

/** The pages of the mesh, to be mounted at any path. @public */
export const ServiceMeshPage: () => JSX.Element = serviceMeshPlugin.provide(
  createRoutableExtension({
    name: 'ServiceMeshPage',
    component: () =>
      import('./TitledMeshPage').then(({ TitledMeshPage }) => TitledMeshPage),
    mountPoint: rootRouteRef,
  }),
);

/** The mesh tab of a catalog entity; shown where `isServiceMeshAvailable`. @public */
export const EntityServiceMeshContent: () => JSX.Element =
  serviceMeshPlugin.provide(
    createComponentExtension({
      name: 'EntityServiceMeshContent',
      component: {
        lazy: () =>
          import('../components/ServiceDetail').then(
            ({ EntityMesh }) => EntityMesh,
          ),
      },
    }),
  );
