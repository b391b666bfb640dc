import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';
import { DataTable, type Column } from '../DataTable';
import { objectPath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';
import { FindingDetails } from './FindingDetails';

const TONES: Record<Finding['severity'], Tone> = {
  error: 'bad',
  warning: 'warning',
  info: 'quiet',
};

const RANKS = { error: 0, warning: 1, info: 2 };
const ACCEPTED = 3;

/** What is wrong, and what somebody wrote about it. */
function Message({ finding }: { finding: Finding }) {
  const { message, accepted, notAccepted } = finding;
  return (
    <>
      {message}
      {accepted && (
        <Box sx={{ color: 'text.secondary' }}>
          Accepted{accepted.until && ` until ${accepted.until}`}:{' '}
          {accepted.reason}
        </Box>
      )}
      {notAccepted && (
        <Box sx={{ '& > span': { whiteSpace: 'normal' } }}>
          <StatusMark tone="warning" label={notAccepted} />
        </Box>
      )}
    </>
  );
}

/** Findings, each with its object, place, reasons and how to mend it. */
export function FindingsTable({ findings }: { findings: readonly Finding[] }) {
  const link = useMeshLink();
  const keys = new Map<Finding, string>();
  const seen = new Map<string, number>();
  for (const finding of findings) {
    const { code, object, field, file, line } = finding;
    const name = `${code} ${object?.kind} ${object?.namespace}/${
      object?.name
    } ${field ?? ''} ${object ? '' : `${file}:${line}`}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    keys.set(finding, count === 0 ? name : `${name} ${count}`);
  }
  const columns: Column<Finding>[] = [
    {
      id: 'severity',
      title: 'Severity',
      value: ({ severity, accepted }) =>
        accepted ? ACCEPTED : RANKS[severity],
      render: ({ severity, accepted }) =>
        accepted ? (
          <StatusMark tone="quiet" label={`${severity}, accepted`} />
        ) : (
          <StatusMark tone={TONES[severity]} label={severity} />
        ),
    },
    {
      id: 'code',
      title: 'Code',
      value: ({ code }) => code,
      render: ({ code }) => code,
    },
    {
      id: 'object',
      title: 'Object',
      value: ({ object, file }) => object?.name ?? file ?? null,
      render: ({ object, file, line }) =>
        object ? (
          <>
            <Link to={link(...objectPath(object, line))} underline="always">
              {object.name}
            </Link>{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {object.kind} {object.namespace}
            </Box>
          </>
        ) : (
          file
        ),
    },
    {
      id: 'place',
      title: 'Place',
      render: ({ field, file, line }) => (
        <Box sx={{ overflowWrap: 'anywhere', minWidth: 170 }}>
          {field && <code>{field}</code>}
          {file && (
            <Box sx={{ color: 'text.secondary' }}>
              {file}
              {line && `:${line}`}
            </Box>
          )}
        </Box>
      ),
    },
    {
      id: 'message',
      title: 'What is wrong',
      render: finding => <Message finding={finding} />,
    },
  ];
  return (
    <DataTable
      id="findings"
      label="Findings"
      columns={columns}
      rows={findings}
      rowKey={finding => keys.get(finding)!}
      rowName={({ code, object, file }) => `${code} ${object?.name ?? file}`}
      details={finding => <FindingDetails finding={finding} />}
    />
  );
}
