import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import type { AmbiguousService } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Column } from '../DataTable';
import { Section } from './Section';

const COLUMNS: Column<AmbiguousService>[] = [
  {
    id: 'name',
    title: 'Service',
    value: ({ name }) => name,
    render: ({ name, namespace }) => `${name} ${namespace}`,
  },
  {
    id: 'entities',
    title: 'Entities',
    render: ({ entities }) =>
      entities.map(({ ref }) => (
        <Box key={ref}>
          <EntityRefLink entityRef={ref} />
        </Box>
      )),
  },
  { id: 'says', title: 'Why', render: ({ says }) => says },
];

/** Services that several entities name; nothing when there is none. */
export function AmbiguousServices({
  services,
}: {
  services: readonly AmbiguousService[];
}) {
  return services.length === 0 ? null : (
    <Section
      id="ambiguous"
      title="Named by several entities"
      columns={COLUMNS}
      rows={services}
      empty={null}
      textOf={({ says }) => says}
      keyOf={({ namespace, name }) => `${namespace}/${name}`}
    />
  );
}
