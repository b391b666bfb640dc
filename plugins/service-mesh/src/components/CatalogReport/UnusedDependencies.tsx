import type {
  CatalogReport,
  Dependency,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import Box from '@mui/material/Box';
import type { Column } from '../DataTable';
import { DEPENDENCY_STATES } from '../Dependencies/dependencyStates';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';
import { keyOf, nameOf, reasons, SOURCE, TARGET } from './dependencyColumns';
import { Section } from './Section';

const COLUMNS: Column<Dependency>[] = [
  SOURCE,
  TARGET,
  {
    id: 'declared',
    title: 'Declared by',
    render: ({ declaredBy }) => declaredBy.join(', '),
  },
  {
    id: 'state',
    title: 'Seen',
    value: ({ state }) => state,
    render: ({ state, reason }) =>
      state === 'unknown' ? (
        <UnknownValue reason={reason} />
      ) : (
        <StatusMark {...DEPENDENCY_STATES[state]} />
      ),
  },
];

function details(row: Dependency) {
  return (
    <>
      {reasons(row)}
      {row.state === 'unseen' && (
        <Box sx={{ pb: 1 }}>
          If it is needed no more, open {row.source.ref} and take it out of{' '}
          {row.declaredBy.join(' and ')}. What is called once a day or less is
          not seen in a short window.
        </Box>
      )}
    </>
  );
}

/** What is declared and was not seen, or of which nobody can tell. */
export function UnusedDependencies({ report }: { report: CatalogReport }) {
  return (
    <Section
      id="unused"
      title="Declared and not seen"
      columns={COLUMNS}
      rows={report.unused}
      empty="Every declared dependency that this environment has was seen."
      textOf={keyOf}
      keyOf={keyOf}
      nameOf={nameOf}
      details={details}
    />
  );
}
