import { useSearchParams } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { MeshObject } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { Answer } from '../Answer';
import { FindingsTable } from '../Findings';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { StatusMark } from '../StatusMark';
import { Yaml } from './Yaml';

function Answered({ answer, line }: { answer: MeshObject; line?: number }) {
  const link = useMeshLink();
  const { object, findings, services, yaml, file } = answer;
  return (
    <Stack spacing={2}>
      <Answer>{`${object.kind} ${[object.namespace, object.name]
        .filter(Boolean)
        .join('/')}`}</Answer>
      {file && <Box>Read from {file}</Box>}
      <Panel title="Findings">
        {findings.length > 0 ? (
          <FindingsTable findings={findings} />
        ) : (
          <StatusMark tone="good" label="Nothing is wrong with it" />
        )}
      </Panel>
      <Panel title="Services that it touches">
        {services.length === 0 && 'None'}
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {services.map(({ namespace, name }) => (
            <li key={`${namespace}/${name}`}>
              <Link to={link(servicePath(namespace, name))} underline="always">
                {name}
              </Link>{' '}
              {namespace}
            </li>
          ))}
        </Box>
      </Panel>
      <Panel title="YAML">
        <Yaml
          text={yaml}
          marked={new Set(findings.flatMap(finding => finding.line ?? []))}
          current={line}
        />
      </Panel>
    </Stack>
  );
}

/** One object: its YAML, what is wrong with it, and the services that it touches. */
export function MeshObjectPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const [parameters] = useSearchParams();
  const ref = {
    apiVersion: parameters.get('apiVersion') ?? '',
    kind: parameters.get('kind') ?? '',
    namespace: parameters.get('namespace') ?? undefined,
    name: parameters.get('object') ?? '',
  };
  const query = useMeshQuery(
    `object ${view.environment} ${JSON.stringify(ref)}`,
    signal => api.object(view.environment, ref, signal),
    view,
  );
  return (
    <QueryState query={query} rows={8}>
      {answer => (
        <Answered
          answer={answer}
          line={Number(parameters.get('line')) || undefined}
        />
      )}
    </QueryState>
  );
}
