import { parseEntityRef } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import type { Dependency } from '@ecotrack/backstage-plugin-service-mesh-common';
import { BecauseList } from '../BecausePanel';
import type { Column } from '../DataTable';

export const SOURCE: Column<Dependency> = {
  id: 'source',
  title: 'Entity',
  value: ({ source }) => source.ref,
  render: ({ source }) => <EntityRefLink entityRef={source.ref} />,
};

export const TARGET: Column<Dependency> = {
  id: 'target',
  title: 'Calls',
  value: ({ target }) => target.ref,
  render: ({ target }) => <EntityRefLink entityRef={target.ref} />,
};

export const keyOf = ({ source, target }: Dependency) =>
  `${source.ref} ${target.ref}`;

/** Such as `order to payment`. */
export const nameOf = ({ source, target }: Dependency) =>
  `${parseEntityRef(source.ref).name} to ${parseEntityRef(target.ref).name}`;

/** What an entity lists in `spec.dependsOn` to declare a dependency. */
export const dependsOnLine = ({ target }: Dependency) => `- ${target.ref}`;

/** Why a dependency is shown. */
export function reasons({ because }: Dependency) {
  return (
    <Box sx={{ py: 1, maxWidth: '80ch' }}>
      <p>What decided it, in order:</p>
      <BecauseList reasons={because} />
    </Box>
  );
}
