import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@mui/material/Button';
import type { EntityElsewhere } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useUrlState } from '../../hooks/useUrlState';
import type { Tone } from '../../lib/tones';
import type { Column } from '../DataTable';
import { useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';
import { Section } from './Section';

const STATES: Record<EntityElsewhere['state'], { tone: Tone; label: string }> =
  {
    nowhere: { tone: 'warning', label: 'found nowhere' },
    unknown: { tone: 'unknown', label: 'unknown' },
    elsewhere: { tone: 'quiet', label: 'elsewhere' },
  };

function Found({ state, foundIn }: EntityElsewhere) {
  const link = useMeshLink();
  return (
    <>
      <StatusMark {...STATES[state]} />
      {foundIn.map(environment => (
        <span key={environment}>
          {' '}
          <Link to={link('catalog', { environment })} underline="always">
            {environment}
          </Link>
        </span>
      ))}
    </>
  );
}

const COLUMNS: Column<EntityElsewhere>[] = [
  {
    id: 'entity',
    title: 'Entity',
    value: ({ entity }) => entity.ref,
    render: ({ entity }) => <EntityRefLink entityRef={entity.ref} />,
  },
  {
    id: 'state',
    title: 'Found',
    value: ({ state }) => state,
    render: row => <Found {...row} />,
  },
  { id: 'says', title: 'Why', render: ({ says }) => says },
];

/** Entities that name what this environment does not have; those of other environments when asked for. */
export function EntitiesElsewhere({
  entities,
}: {
  entities: readonly EntityElsewhere[];
}) {
  const [shown, setShown] = useUrlState('elsewhere');
  const elsewhere = entities.filter(({ state }) => state === 'elsewhere');
  const missing = entities.filter(({ state }) => state !== 'elsewhere');
  return (
    <Section
      id="entities"
      title="In the catalog and not here"
      action={
        elsewhere.length > 0 && (
          <Button
            size="small"
            aria-pressed={shown !== ''}
            onClick={() => setShown(shown ? '' : 'yes')}
          >
            {shown ? 'Hide' : 'Show'} those of other environments (
            {elsewhere.length})
          </Button>
        )
      }
      columns={COLUMNS}
      rows={shown ? entities : missing}
      empty="Every entity that names a service is found in this environment or another."
      textOf={({ entity, says }) => `${entity.ref} ${says}`}
      keyOf={({ entity }) => entity.ref}
    />
  );
}
