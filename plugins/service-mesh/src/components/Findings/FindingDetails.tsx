import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type {
  Finding,
  FindingException,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { BecauseList } from '../BecausePanel';
import { ChangeLink, mendingChange } from '../ChangeForm/links';
import { objectPath, useMeshLink } from '../MeshPage/useMeshLink';
import { exceptionChange } from './exceptionChange';

function Exception({
  exception: { reason, until, object, file, line },
}: {
  exception: FindingException;
}) {
  const link = useMeshLink();
  return (
    <p>
      <strong>Accepted{until && ` until ${until}`}:</strong> {reason} It stands
      in{' '}
      <Link to={link(...objectPath(object))} underline="always">
        {object.kind} {object.name}
      </Link>
      {file && ` (${file}${line ? `:${line}` : ''})`}.
    </p>
  );
}

/** Why something is found, how to mend it, and the changes for that. */
export function FindingDetails({ finding }: { finding: Finding }) {
  const { code, object, message, fix, because, sameAs = [] } = finding;
  const { accepted, notAccepted } = finding;
  const mending = mendingChange(finding);
  const exception = exceptionChange(finding);
  return (
    <Box sx={{ py: 1, maxWidth: '80ch' }}>
      <p>{message}</p>
      {accepted && <Exception exception={accepted} />}
      {notAccepted && <p>{notAccepted}</p>}
      <p>
        <strong>How to mend it:</strong> {fix}{' '}
        {mending && (
          <ChangeLink
            template={mending.template}
            parameters={mending.parameters}
          >
            {mending.label}
          </ChangeLink>
        )}
      </p>
      {exception && (
        <p>
          <ChangeLink
            template={exception.template}
            parameters={exception.parameters}
            about={`${code} ${object?.name}`}
          >
            {exception.label}
          </ChangeLink>
        </p>
      )}
      {because.length > 0 && (
        <>
          <p>What decided it, in order:</p>
          <BecauseList reasons={because} />
        </>
      )}
      {sameAs.length > 0 && <p>Known elsewhere as {sameAs.join(', ')}</p>}
    </Box>
  );
}
