import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type {
  Access,
  AccessRow,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatRate } from '../../lib/format';
import type { Tone } from '../../lib/tones';
import { Figure } from '../Figure';
import { objectPath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';

const WORDS: Record<Access['decision'], string> = {
  allow: 'may call',
  deny: 'may not call',
  depends: 'depends',
};

/** A denied call that is seen is trouble; a call that nobody is known to make is quiet. */
function toneOf({ decision, observedRate, deniedAndSeen }: Access): Tone {
  if (decision === 'depends') {
    return 'unknown';
  }
  if (decision === 'deny') {
    return deniedAndSeen ? 'bad' : 'quiet';
  }
  return observedRate ? 'good' : 'quiet';
}

function Reason({ entry }: { entry: Access }) {
  const link = useMeshLink();
  const { decidedBy, dependsOn, decision } = entry;
  if (decidedBy?.object) {
    return (
      <>
        <Link
          to={link(...objectPath(decidedBy.object, decidedBy.line))}
          underline="always"
        >
          {decidedBy.object.name}
        </Link>{' '}
        {decidedBy.field && <code>{decidedBy.field}</code>}
      </>
    );
  }
  if (dependsOn.length > 0) {
    return <>on {dependsOn.join(', ')}</>;
  }
  return (
    <>
      {decision === 'allow' ? 'no policy is against it' : 'no rule allows it'}
    </>
  );
}

/** Who may call a port, by what its policies can tell of callers. */
export function CallerTable({ row }: { row: AccessRow }) {
  return (
    <Box sx={{ py: 1, overflowX: 'auto' }}>
      <Table size="small" aria-label={`Callers of ${row.workload}`}>
        <TableHead>
          <TableRow>
            <TableCell>Callers</TableCell>
            <TableCell>By policy</TableCell>
            <TableCell align="right">Observed, any port</TableCell>
            <TableCell>Decided by</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {row.access.map(entry => (
            <TableRow key={entry.callers}>
              <TableCell title={namesOf(entry)}>{entry.callers}</TableCell>
              <TableCell>
                <StatusMark
                  tone={toneOf(entry)}
                  label={WORDS[entry.decision]}
                />
              </TableCell>
              <TableCell align="right">
                <Figure value={entry.observedRate} format={formatRate} />{' '}
                {entry.observedFrom.join(', ')}
              </TableCell>
              <TableCell>
                <Reason entry={entry} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}

function namesOf({ workloads }: Access): string {
  return workloads
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .join(', ');
}
