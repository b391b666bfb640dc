import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import Skeleton from '@mui/material/Skeleton';
import type { Environment } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../api/ServiceMeshApi';
import { describedBy } from '../components/ChangeForm/fields/describedBy';
import { useMeshQuery } from '../hooks/useMeshQuery';
import { FieldFrame } from './FieldFrame';
import type { EnvironmentPickerOptions } from './options';
import type { FieldProps } from './FieldProps';

function noteOf(
  environments: readonly Environment[] | undefined,
  value: string,
) {
  if (environments?.length === 0) {
    return 'No environment is configured. Name your meshes under serviceMesh.environments in the configuration of the portal.';
  }
  return value && environments?.every(({ name }) => name !== value)
    ? `There is no environment ${value}. Choose one of the list.`
    : undefined;
}

function Options({ environments }: { environments: readonly Environment[] }) {
  const meshes = [...new Set(environments.map(({ mesh }) => mesh))];
  const options = (mesh: string) =>
    environments
      .filter(environment => environment.mesh === mesh)
      .map(({ name, title, readable }) => (
        <option key={name} value={name} disabled={!readable}>
          {readable ? title : `${title}: not allowed`}
        </option>
      ));
  return meshes.length === 1 ? (
    <>{options(meshes[0])}</>
  ) : (
    <>
      {meshes.map(mesh => (
        <optgroup key={mesh} label={mesh}>
          {options(mesh)}
        </optgroup>
      ))}
    </>
  );
}

/** One of the environments that the person may read; the others say who may. */
export function MeshEnvironmentPicker({
  formData,
  onChange,
  schema,
  uiSchema,
  idSchema,
  name,
  required,
  disabled,
  rawErrors,
}: FieldProps<EnvironmentPickerOptions>) {
  const api = useApi(serviceMeshApiRef);
  const { data, error, retry } = useMeshQuery(
    'environments',
    signal => api.environments(signal),
    { paused: true },
  );
  const { meshes } = uiSchema['ui:options'] ?? {};
  const offered = data?.filter(({ mesh }) => !meshes || meshes.includes(mesh));
  const closed = offered?.filter(({ readable }) => !readable) ?? [];
  const chosen = typeof formData === 'string' ? formData : '';
  const { $id: id } = idSchema;
  return (
    <FieldFrame
      id={id}
      description={schema.description}
      note={noteOf(offered, chosen)}
      error={error}
      onRetry={retry}
    >
      {!offered && !error && (
        <Skeleton height={48} role="status" aria-label="Loading" />
      )}
      {offered && (
        <FormControl
          fullWidth
          required={required}
          error={Boolean(rawErrors?.length)}
        >
          <InputLabel variant="standard" htmlFor={id} shrink>
            {schema.title ?? name}
          </InputLabel>
          <NativeSelect
            disabled={disabled}
            value={
              offered.some(environment => environment.name === chosen)
                ? chosen
                : ''
            }
            onChange={event => onChange(event.target.value || undefined)}
            inputProps={{ id, 'aria-describedby': describedBy(id) }}
          >
            <option value="" aria-label="None" />
            <Options environments={offered} />
          </NativeSelect>
        </FormControl>
      )}
      {closed.length > 0 && (
        <Box
          component="ul"
          aria-label="Environments that you may not use"
          sx={{
            pl: 2.5,
            my: 0.5,
            color: 'text.secondary',
            fontSize: '0.875rem',
          }}
        >
          {closed.map(({ name: key, title, denied }) => (
            <li key={key}>
              {title}: {denied}
            </li>
          ))}
        </Box>
      )}
    </FieldFrame>
  );
}
