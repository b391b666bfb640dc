import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import {
  MeshAccountPickerExtension,
  MeshChangePreviewExtension,
  MeshEnvironmentPickerExtension,
  MeshServicePickerExtension,
  MeshVersionPickerExtension,
  MeshWeightsExtension,
} from './index';

function Names({ children }: { children: ReactNode }) {
  const fields = useCustomFieldExtensions(children);
  return (
    <ul>
      {fields.map(({ name }) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

it('gives the fields of software templates to an app with the old frontend system', async () => {
  await renderInTestApp(
    <Names>
      <ScaffolderFieldExtensions>
        <MeshEnvironmentPickerExtension />
        <MeshServicePickerExtension />
        <MeshAccountPickerExtension />
        <MeshVersionPickerExtension />
        <MeshWeightsExtension />
        <MeshChangePreviewExtension />
      </ScaffolderFieldExtensions>
    </Names>,
  );
  expect(
    screen.getAllByRole('listitem').map(({ textContent }) => textContent),
  ).toEqual([
    'MeshEnvironmentPicker',
    'MeshServicePicker',
    'MeshAccountPicker',
    'MeshVersionPicker',
    'MeshWeights',
    'MeshChangePreview',
  ]);
});
