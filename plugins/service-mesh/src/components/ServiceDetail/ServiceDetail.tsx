import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { ResponseError } from '@backstage/errors';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Service } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { formatBytes, formatCores } from '../../lib/format';
import { healthTone } from '../../lib/tones';
import { Answer } from '../Answer';
import { CanaryCard } from '../Canaries';
import { ServiceChanges } from '../ChangeForm/links';
import { Checklist } from '../Checklist';
import type { MeshView } from '../MeshScope';
import { MtlsTable } from '../Mtls/MtlsTable';
import { FindingsTable } from '../Findings';
import { objectPath, useMeshLink } from '../MeshPage/useMeshLink';
import { AlertList } from '../Overview/AlertList';
import { Panel } from '../Panel';
import { ProblemList } from '../ProblemList';
import { QueryState } from '../QueryState';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';
import { Neighbours } from './Neighbours';
import { SignalCharts } from './SignalCharts';
import { UnknownService } from './UnknownService';
import { WorkloadTable } from './WorkloadTable';

function Saturation({ saturation }: Pick<Service, 'saturation'>) {
  const figure = (text: string) =>
    text === 'unknown' ? <UnknownValue /> : text;
  return (
    <Panel title="CPU and memory">
      <Box
        sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, auto)', gap: 1 }}
      >
        <span>Proxies</span>
        <span>{figure(formatCores(saturation.proxyCpu))}</span>
        <span>{figure(formatBytes(saturation.proxyMemory))}</span>
        <span>Application</span>
        <span>{figure(formatCores(saturation.appCpu))}</span>
        <span>{figure(formatBytes(saturation.appMemory))}</span>
      </Box>
    </Panel>
  );
}

function Objects({ objects }: Pick<Service, 'objects'>) {
  const link = useMeshLink();
  return (
    <Panel title="Mesh objects that touch it">
      <Box component="ul" sx={{ pl: 2.5, m: 0 }}>
        {objects.map(object => (
          <li key={`${object.kind} ${object.namespace}/${object.name}`}>
            <Link to={link(...objectPath(object))} underline="always">
              {object.name}
            </Link>{' '}
            {object.kind} {object.namespace}
          </li>
        ))}
      </Box>
      {objects.length === 0 && 'None'}
    </Panel>
  );
}

function Answered({ service, view }: { service: Service; view: MeshView }) {
  const { name, namespace, health, problems, canaries, entity } = service;
  return (
    <>
      <Box>
        <Typography
          variant="h4"
          component="h1"
          sx={{ fontSize: '1.6rem', m: 0 }}
        >
          {name}
        </Typography>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
          <StatusMark tone={healthTone[health]} label={health} />
          <span>
            {namespace} · {service.host}
          </span>
          {entity && <EntityRefLink entityRef={entity.ref} />}
          {service.links?.map(({ title, url }) => (
            <Link key={title} to={url}>
              {title}
            </Link>
          ))}
        </Box>
      </Box>
      <Answer>{service.answer}</Answer>
      {problems.length > 0 && (
        <Panel title="Needs you">
          <ProblemList problems={problems} />
        </Panel>
      )}
      <Checklist view={view} namespace={namespace} service={name} />
      <SignalCharts signals={service.signals} />
      <Neighbours neighbours={service.neighbours} view={view} />
      <ServiceChanges view={view} namespace={namespace} service={name} />
      {canaries.map(canary => (
        <CanaryCard key={canary.id} canary={canary} />
      ))}
      {service.mtls.length > 0 && (
        <Panel title="mTLS">
          <MtlsTable rows={service.mtls} />
        </Panel>
      )}
      {service.findings.length > 0 && (
        <Panel title="Findings">
          <FindingsTable findings={service.findings} />
        </Panel>
      )}
      {service.workloads.length > 0 && (
        <Panel title="Workloads">
          <WorkloadTable workloads={service.workloads} />
        </Panel>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))',
        }}
      >
        <Saturation saturation={service.saturation} />
        <AlertList alerts={service.alerts} />
        <Objects objects={service.objects} />
      </Box>
    </>
  );
}

/** Everything about one service. */
export function ServiceDetail({
  view,
  namespace,
  service,
}: {
  view: MeshView;
  namespace: string;
  service: string;
}) {
  const api = useApi(serviceMeshApiRef);
  const query = useMeshQuery(
    `service ${view.environment} ${view.window} ${namespace}/${service}`,
    signal => api.service({ ...view, namespace, service }, signal),
    view,
  );
  const { data, error } = query;
  if (!data && error instanceof ResponseError && error.statusCode === 404) {
    return (
      <UnknownService
        view={view}
        namespace={namespace}
        service={service}
        error={error}
        onRetry={query.retry}
      />
    );
  }
  return (
    <QueryState query={query} rows={8}>
      {answer => (
        <Stack spacing={2}>
          <Answered service={answer} view={view} />
        </Stack>
      )}
    </QueryState>
  );
}
