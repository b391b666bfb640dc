import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { serviceMeshApiRef } from '../api/ServiceMeshApi';
import { PreviewPanel } from '../components/ChangeForm/PreviewPanel';
import { unknownOf } from '../components/ChangeForm/unknownOf';
import { EmptyState } from '../components/EmptyState';
import { EnvironmentOfLinks } from '../components/MeshPage/useMeshLink';
import { useDebouncedAnswer } from '../hooks/useDebouncedAnswer';
import { changeOf, type PreviewOptions } from './changeOf';
import { formOf, textAt } from './formValues';
import { refusals } from './refusals';
import type { FieldProps } from './FieldProps';

const NOTHING: PreviewOptions = { template: '', parameters: {} };

function Refusals({ reasons }: { reasons: readonly string[] }) {
  return reasons.length === 0 ? null : (
    <Alert severity="error">
      <Box component="ul" aria-label="Why it is refused" sx={{ pl: 2.5, m: 0 }}>
        {reasons.map(reason => (
          <li key={reason}>{reason}</li>
        ))}
      </Box>
    </Alert>
  );
}

/**
 * What the change would do that the template proposes: effect, diff and checks. Its value says whether what is not known
 * was acknowledged.
 */
export function MeshChangePreview({
  formData,
  onChange,
  uiSchema,
  formContext,
}: FieldProps<PreviewOptions>) {
  const api = useApi(serviceMeshApiRef);
  const options = uiSchema['ui:options'] ?? NOTHING;
  const form = formOf(formContext);
  const entity = options.entity ? textAt(form, options.entity) : '';
  const [acknowledged, setAcknowledged] = useState('');
  const { environment, request } = changeOf(options, form, acknowledged !== '');
  const preview = useDebouncedAnswer(
    JSON.stringify([environment, request]),
    async signal =>
      environment
        ? (await api.proposeChange(environment, request, signal)).preview
        : undefined,
  );
  const { data } = preview;
  const unknown = data && unknownOf(data.effect);
  useEffect(() => {
    if (unknown !== undefined) {
      setAcknowledged(seen => (seen === unknown ? seen : ''));
    }
  }, [unknown]);
  const isAcknowledged = acknowledged !== '';
  useEffect(() => {
    if (formData !== isAcknowledged) {
      onChange(isAcknowledged);
    }
  }, [formData, isAcknowledged, onChange]);
  if (!environment) {
    return (
      <EmptyState title="There is nothing to preview">
        Choose the environment first.
      </EmptyState>
    );
  }
  return (
    <EnvironmentOfLinks.Provider value={environment}>
      <Stack spacing={2}>
        {data && !preview.error && (
          <Refusals reasons={refusals(options, data)} />
        )}
        {entity && (
          <Alert severity="info">
            What {entity} declares in the catalog is added when the template
            runs. It is not shown here.
          </Alert>
        )}
        <PreviewPanel
          preview={preview}
          acknowledged={acknowledged}
          onAcknowledged={setAcknowledged}
        />
      </Stack>
    </EnvironmentOfLinks.Provider>
  );
}
