import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { screen } from '@testing-library/react';
import { FakeServiceMeshApi } from './__testUtils__/FakeServiceMeshApi';
import { serviceMeshApiRef } from './api/ServiceMeshApi';
import plugin from './index';

describe('the plugin', () => {
  it('mounts its pages at /mesh', async () => {
    renderTestApp({
      features: [plugin],
      apis: [[serviceMeshApiRef, new FakeServiceMeshApi()]],
      initialRouteEntries: ['/mesh/canaries?environment=dev'],
    });
    expect(
      await screen.findByRole('heading', { name: '1 canary runs' }),
    ).toBeVisible();
  });

  it.each([
    ['backstage.io/kubernetes-id', true],
    ['backstage.io/kubernetes-label-selector', true],
    ['backstage.io/techdocs-ref', false],
  ])('shows the tab on a component with %s: %s', (annotation, isShown) => {
    const filter = createExtensionTester(
      plugin.getExtension('entity-content:service-mesh/mesh'),
    ).get(EntityContentBlueprint.dataRefs.filterFunction);
    expect(
      filter?.({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payment', annotations: { [annotation]: 'payment' } },
      }),
    ).toBe(isShown);
  });
});
