import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { Answer } from '../Answer';
import { ChoiceField } from '../ChoiceField';
import { EmptyState } from '../EmptyState';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { SearchField, useSearch } from '../SearchField';
import {
  ACCEPTED,
  ALL,
  filterFindings,
  groupFindings,
  textOf,
} from './filterFindings';
import { FindingsTable } from './FindingsTable';

const SEVERITIES = ['error', 'warning', 'info', ALL];
const STATES = [ACCEPTED, ALL];
const GROUPED = 'check';

const namesOf = (
  findings: readonly Finding[],
  name: (finding: Finding) => string | undefined,
) => [...new Set(findings.flatMap(finding => name(finding) ?? []))].sort();

function Answered({ items }: { items: readonly Finding[] }) {
  const search = useSearch();
  const [state, setState] = useUrlState('state');
  const [severity, setSeverity] = useUrlState('severity');
  const [namespace, setNamespace] = useUrlState('namespace');
  const [kind, setKind] = useUrlState('kind');
  const [group, setGroup] = useUrlState('group');
  const shown = search(
    filterFindings(items, { state, severity, namespace, kind }),
    textOf,
  );
  if (items.length === 0) {
    return (
      <EmptyState title="No findings">
        Every object was checked against Istio&apos;s schemas, its admission
        rules and the objects that it refers to.
      </EmptyState>
    );
  }
  return (
    <Stack spacing={2}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SearchField label="Search findings" />
        <ChoiceField
          label="State"
          value={state}
          choices={STATES}
          none="open"
          onChoice={setState}
        />
        <ChoiceField
          label="Severity"
          value={severity}
          choices={SEVERITIES}
          none="errors and warnings"
          onChoice={setSeverity}
        />
        <ChoiceField
          label="Namespace"
          value={namespace}
          choices={namesOf(items, ({ object }) => object?.namespace)}
          onChoice={setNamespace}
        />
        <ChoiceField
          label="Kind"
          value={kind}
          choices={namesOf(items, ({ object }) => object?.kind)}
          onChoice={setKind}
        />
        <ChoiceField
          label="Group by"
          value={group}
          choices={[GROUPED]}
          none="nothing"
          onChoice={setGroup}
        />
      </Box>
      {shown.length === 0 && (
        <EmptyState title="Nothing fits the filters">
          Change or clear them to see all {items.length} findings.
        </EmptyState>
      )}
      {group === GROUPED
        ? groupFindings(shown).map(({ code, title, findings }) => (
            <Panel key={code} title={`${code} ${title} (${findings.length})`}>
              <FindingsTable findings={findings} />
            </Panel>
          ))
        : shown.length > 0 && <FindingsTable findings={shown} />}
    </Stack>
  );
}

/** What is wrong with the resources, worst first, and what of it somebody accepts. */
export function FindingsPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const query = useMeshQuery(
    `findings ${view.environment}`,
    signal => api.findings(view.environment, signal),
    view,
  );
  return (
    <QueryState query={query} rows={8}>
      {({ answer, items }) => (
        <Stack spacing={2}>
          <Answer>{answer}</Answer>
          <Answered items={items} />
        </Stack>
      )}
    </QueryState>
  );
}
