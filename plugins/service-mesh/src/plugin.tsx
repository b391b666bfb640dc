import {
  ApiBlueprint,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiNodeTree } from '@remixicon/react';
import { serviceMeshApiFactory } from './api/serviceMeshApiFactory';
import { isServiceMeshAvailable } from './lib/isServiceMeshAvailable';
import { rootRouteRef } from './routes';
import { formFields } from './scaffolder/extensions';

const api = ApiBlueprint.make({
  params: defineParams => defineParams(serviceMeshApiFactory),
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
    filter: isServiceMeshAvailable,
    loader: () =>
      import('./components/ServiceDetail').then(({ EntityMesh }) => (
        <EntityMesh />
      )),
  },
});

/** Pages, entity content and fields of software templates of the service mesh plugin. @public */
export const serviceMeshPlugin = createFrontendPlugin({
  pluginId: 'service-mesh',
  title: 'Mesh',
  icon: <RiNodeTree />,
  routes: { root: rootRouteRef },
  extensions: [api, page, entityContent, ...formFields],
});
