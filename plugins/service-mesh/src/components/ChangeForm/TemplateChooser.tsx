import { Link } from '@backstage/core-components';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { ChangeTemplate } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useUrlState } from '../../hooks/useUrlState';
import { Answer } from '../Answer';
import { EmptyState } from '../EmptyState';
import { useMeshLink } from '../MeshPage/useMeshLink';
import { Panel } from '../Panel';
import { SearchField, useSearch } from '../SearchField';
import { byTopic } from './changeTopics';
import { fittingParameters } from './fittingParameters';
import { readGiven, writeGiven } from './parameters';

/** What may be asked for, by topic. */
export function TemplateChooser({
  templates,
  missing,
}: {
  templates: readonly ChangeTemplate[];
  /** The template that the URL names, and that does not exist; empty for none. */
  missing: string;
}) {
  const link = useMeshLink();
  const search = useSearch();
  const [given] = useUrlState('p');
  const shown = search(templates, ({ id, title, summary }) =>
    [id, title, summary].join(' '),
  );
  return (
    <Stack spacing={2}>
      <Answer>What shall change?</Answer>
      {missing && (
        <Alert severity="warning">
          There is no template {missing}. Choose one of these.
        </Alert>
      )}
      <Box>
        <SearchField label="Search templates" />
      </Box>
      {shown.length === 0 && (
        <EmptyState title="No template fits">
          Change or clear the search to see all {templates.length} templates.
        </EmptyState>
      )}
      {byTopic(shown).map(({ topic, title, templates: ofTopic }) => (
        <Panel key={topic} title={title}>
          <Box
            component="ul"
            sx={{
              listStyle: 'none',
              p: 0,
              m: 0,
              display: 'grid',
              gap: 2,
              gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))',
            }}
          >
            {ofTopic.map(template => {
              const p = writeGiven(
                fittingParameters(template, readGiven(given)),
              );
              return (
                <li key={template.id}>
                  <Link
                    to={link('changes/new', {
                      template: template.id,
                      ...(p && { p }),
                    })}
                    underline="always"
                  >
                    {template.title}
                  </Link>
                  <Box sx={{ color: 'text.secondary' }}>{template.summary}</Box>
                </li>
              );
            })}
          </Box>
        </Panel>
      ))}
    </Stack>
  );
}
