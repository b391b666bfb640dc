import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Alert } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Age } from '../Age';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';

/** Alerts that fire. */
export function AlertList({ alerts }: { alerts: readonly Alert[] }) {
  const link = useMeshLink();
  return (
    <Panel title="Alerts">
      {alerts.length === 0 && <StatusMark tone="good" label="None firing" />}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {alerts.map(({ name, severity, since, service, labels }) => {
          const [namespace, serviceName] = service?.split('/') ?? [];
          return (
            <li key={JSON.stringify([name, labels])}>
              <StatusMark
                tone={severity === 'critical' ? 'bad' : 'warning'}
                label={`${name} (${severity})`}
              />{' '}
              {serviceName && (
                <Link to={link(servicePath(namespace, serviceName))}>
                  {serviceName}
                </Link>
              )}{' '}
              {since && (
                <>
                  since <Age time={since} />
                </>
              )}
            </li>
          );
        })}
      </Box>
    </Panel>
  );
}
