import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { CatalogReport } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { Answer } from '../Answer';
import { ChoiceField } from '../ChoiceField';
import { EmptyState } from '../EmptyState';
import type { MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { SearchField } from '../SearchField';
import { AmbiguousServices } from './AmbiguousServices';
import { EntitiesElsewhere } from './EntitiesElsewhere';
import { UncataloguedServices } from './UncataloguedServices';
import { UndeclaredCalls } from './UndeclaredCalls';
import { UnusedDependencies } from './UnusedDependencies';

const MINUTE = 60_000;
const LOOK_BACK = '6h';
const inWords = (window: string) => window.replace(/[mh]$/, ' $&');

function Sections({ report }: { report: CatalogReport }) {
  return (
    <>
      <UndeclaredCalls report={report} />
      <UnusedDependencies report={report} />
      <UncataloguedServices services={report.services} />
      <EntitiesElsewhere entities={report.entities} />
      <AmbiguousServices services={report.ambiguous} />
    </>
  );
}

/** What the catalog declares beside what the environment has and was seen to do. */
export function CatalogReportPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const [window, setWindow] = useUrlState('lookback', LOOK_BACK);
  const query = useMeshQuery(
    `catalog ${view.environment} ${window}`,
    signal =>
      api.catalogReport({ environment: view.environment, window }, signal),
    { ...view, every: MINUTE },
  );
  return (
    <QueryState query={query} rows={10}>
      {report => (
        <Stack spacing={2}>
          <Answer>{report.answer}</Answer>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              gap: 2,
              alignItems: 'flex-end',
            }}
          >
            <SearchField label="Search entities and services" />
            <ChoiceField
              label="Looks back"
              value={window === LOOK_BACK ? '' : window}
              none={inWords(LOOK_BACK)}
              choices={[
                ...new Set(['1h', '24h', window].filter(w => w !== LOOK_BACK)),
              ]}
              nameOf={inWords}
              onChoice={choice => setWindow(choice || LOOK_BACK)}
            />
            <Typography color="text.secondary">
              {report.coverage.says} {report.confirmed} declared and seen.
            </Typography>
          </Box>
          {report.unknown ? (
            <EmptyState title="Nothing can be compared now">
              {report.unknown} The report comes back by itself.
            </EmptyState>
          ) : (
            <Sections report={report} />
          )}
        </Stack>
      )}
    </QueryState>
  );
}
