import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { UncataloguedService } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Age } from '../Age';
import { BecauseList } from '../BecausePanel';
import { ChangeLink } from '../ChangeForm/links';
import { CopyButton } from '../CopyButton';
import type { Column } from '../DataTable';
import { ratesInWords } from '../Dependencies/dependencyStates';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { Section } from './Section';

const keyOf = ({ kind, namespace, name }: UncataloguedService) =>
  `${kind === 'workload' ? kind : 'service'} ${namespace}/${name}`;

function Name({ service }: { service: UncataloguedService }) {
  const link = useMeshLink();
  const { namespace, name, kind } = service;
  return (
    <>
      {kind === 'workload' ? (
        name
      ) : (
        <Link to={link(servicePath(namespace, name))} underline="always">
          {name}
        </Link>
      )}{' '}
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {namespace}
      </Box>
    </>
  );
}

/** Only what runs here and has no proxy can be taken into the mesh. */
const isOutside = ({ kind, sidecar }: UncataloguedService) =>
  ['service', 'workload', 'datastore', 'edge'].includes(kind) &&
  sidecar === 'none';

const COLUMNS: Column<UncataloguedService>[] = [
  {
    id: 'name',
    title: 'Service',
    value: ({ name }) => name,
    render: service => <Name service={service} />,
  },
  {
    id: 'kind',
    title: 'Kind',
    value: ({ kind }) => kind,
    render: ({ kind, sidecar }) =>
      sidecar === 'none' && kind !== 'external'
        ? `${kind}, without a proxy`
        : kind,
  },
  {
    id: 'traffic',
    title: 'Traffic',
    numeric: true,
    value: ({ requestRate, byteRate }) => requestRate ?? byteRate,
    render: service => (
      <>
        {ratesInWords(service) ?? 'none seen'}
        {service.lastSeen && (
          <Box>
            last <Age time={service.lastSeen} />
          </Box>
        )}
      </>
    ),
  },
  {
    id: 'next',
    title: 'Next step',
    render: service => (
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <CopyButton text={service.snippet} about={service.name}>
          Copy catalog-info
        </CopyButton>
        {isOutside(service) && (
          <ChangeLink
            template="onboard-service"
            parameters={{
              namespace: service.namespace,
              service: service.name,
            }}
            about={service.name}
          >
            Onboard…
          </ChangeLink>
        )}
      </Box>
    ),
  },
];

function details({ because, calls, calledBy, snippet }: UncataloguedService) {
  return (
    <Box sx={{ py: 1, maxWidth: '80ch' }}>
      {calls.length > 0 && <p>It calls {calls.join(', ')}.</p>}
      {calledBy.length > 0 && <p>It is called by {calledBy.join(', ')}.</p>}
      <BecauseList reasons={because} />
      <p>
        A catalog-info.yaml for it. Say who owns it, put it into its repository,
        and register it:
      </p>
      <Box
        component="pre"
        tabIndex={0}
        aria-label="catalog-info.yaml"
        sx={{
          m: 0,
          p: 1,
          overflowX: 'auto',
          border: 1,
          borderColor: 'divider',
        }}
      >
        {snippet}
      </Box>
    </Box>
  );
}

/** What the cluster has and no entity names. */
export function UncataloguedServices({
  services,
}: {
  services: readonly UncataloguedService[];
}) {
  return (
    <Section
      id="services"
      title="Not in the catalog"
      columns={COLUMNS}
      rows={services}
      empty="An entity names every service and every workload."
      textOf={keyOf}
      keyOf={keyOf}
      nameOf={({ name }) => name}
      details={details}
    />
  );
}
