import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import type { JsonObject, JsonValue } from '@backstage/types';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeServiceMeshApi } from '../../__testUtils__/FakeServiceMeshApi';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { rootRouteRef } from '../../routes';
import * as fields from '../fieldExtensions';

/** A form of a software template with one page, as the pages of the scaffolder show it. */
export function renderTemplate(
  properties: JsonObject,
  {
    answers = {},
    initial = {},
  }: {
    answers?: Partial<FakeServiceMeshApi>;
    initial?: Record<string, JsonValue>;
  } = {},
) {
  const api = Object.assign(new FakeServiceMeshApi(), answers);
  const created: Record<string, JsonValue>[] = [];
  renderInTestApp(
    <Stepper
      manifest={{
        title: 'Template',
        steps: [{ title: 'Page', schema: { type: 'object', properties } }],
      }}
      extensions={Object.values(fields).map(({ schema, ...field }) => ({
        ...field,
        schema: schema.schema,
      }))}
      initialState={initial}
      onCreate={async values => {
        created.push(values);
      }}
    />,
    {
      apis: [[serviceMeshApiRef, api]],
      mountedRoutes: { '/mesh': rootRouteRef },
      initialRouteEntries: ['/create'],
    },
  );
  return {
    api,
    /** Goes on to the last page. */
    review: async () =>
      userEvent.click(screen.getByRole('button', { name: 'Review' })),
    /** Goes to the end and gives what the form holds there. */
    values: async () => {
      await userEvent.click(screen.getByRole('button', { name: 'Review' }));
      await userEvent.click(
        await screen.findByRole('button', { name: 'Create' }),
      );
      return created[0];
    },
  };
}
