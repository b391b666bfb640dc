import type {
  CatalogReport,
  Dependency,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import Box from '@mui/material/Box';
import { Age } from '../Age';
import { CopyButton } from '../CopyButton';
import type { Column } from '../DataTable';
import { ratesInWords } from '../Dependencies/dependencyStates';
import { UnknownValue } from '../UnknownValue';
import {
  dependsOnLine,
  keyOf,
  nameOf,
  reasons,
  SOURCE,
  TARGET,
} from './dependencyColumns';
import { Section } from './Section';

const COLUMNS: Column<Dependency>[] = [
  SOURCE,
  TARGET,
  {
    id: 'rate',
    title: 'Rate',
    numeric: true,
    value: ({ requestRate, byteRate }) => requestRate ?? byteRate,
    render: row => ratesInWords(row) ?? <UnknownValue />,
  },
  {
    id: 'seen',
    title: 'Last seen',
    value: ({ lastSeen }) => lastSeen,
    render: ({ lastSeen }) =>
      lastSeen ? <Age time={lastSeen} /> : <UnknownValue />,
  },
  {
    id: 'next',
    title: 'Next step',
    render: row => (
      <CopyButton text={dependsOnLine(row)} about={nameOf(row)}>
        Copy dependsOn line
      </CopyButton>
    ),
  },
];

function details(row: Dependency) {
  return (
    <>
      {reasons(row)}
      <Box sx={{ pb: 1 }}>
        To declare it, add to <code>spec.dependsOn</code> of {row.source.ref}:{' '}
        <code>{dependsOnLine(row)}</code>
      </Box>
    </>
  );
}

/** Calls that were seen and that the caller declares nowhere. */
export function UndeclaredCalls({ report }: { report: CatalogReport }) {
  const { undeclared, coverage, sources } = report;
  return (
    <Section
      id="undeclared"
      title="Called and declared nowhere"
      columns={COLUMNS}
      rows={undeclared}
      empty={
        sources.telemetry.state === 'unavailable' || coverage.seconds === 0 ? (
          <UnknownValue reason={coverage.says} />
        ) : (
          'Every call from one entity to another that was seen is declared.'
        )
      }
      textOf={keyOf}
      keyOf={keyOf}
      nameOf={nameOf}
      details={details}
    />
  );
}
