import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { ANNOTATION_MESH_HOST } from '@ecotrack/backstage-plugin-service-mesh-common';
import { RiNodeTree } from '@remixicon/react';
import { serviceMeshApiRef } from './api/ServiceMeshApi';
import { ServiceMeshClient } from './api/ServiceMeshClient';
import { rootRouteRef } from './routes';

const PLACED_BY = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
  ANNOTATION_MESH_HOST,
];

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: serviceMeshApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ServiceMeshClient(deps),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/mesh',
    title: 'Mesh',
    icon: <RiNodeTree />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/MeshPage').then(({ MeshPage }) => <MeshPage />),
  },
});

const entityContent = EntityContentBlueprint.make({
  name: 'mesh',
  params: {
    path: '/mesh',
    title: 'Mesh',
    icon: <RiNodeTree />,
    filter: ({ metadata }) =>
      PLACED_BY.some(name => name in (metadata.annotations ?? {})),
    loader: () =>
      import('./components/ServiceDetail').then(({ EntityMesh }) => (
        <EntityMesh />
      )),
  },
});

/** Pages and entity content of the service mesh plugin. @public */
export const serviceMeshPlugin = createFrontendPlugin({
  pluginId: 'service-mesh',
  title: 'Mesh',
  icon: <RiNodeTree />,
  routes: { root: rootRouteRef },
  extensions: [api, page, entityContent],
});
