import { Link } from '@backstage/core-components';
import type { Change } from '@ecotrack/backstage-plugin-service-mesh-common';

/** The pull request at its repository host; says so while there is none. */
export function PullRequestLink({
  change: { pullRequest },
}: {
  change: Pick<Change, 'pullRequest'>;
}) {
  return pullRequest ? (
    <Link to={pullRequest.url} underline="always">
      #{pullRequest.number}
    </Link>
  ) : (
    <span>none yet</span>
  );
}
