import type { ReadinessMend } from '@ecotrack/backstage-plugin-service-mesh-common';
import { ChangeLink } from '../ChangeForm/links';

/** The change that mends something, or why one may not propose it. */
export function MendLink({
  mend: { label, template, parameters, allowed, reason },
  about,
}: {
  mend: ReadinessMend;
  /** The workload, for those who do not see what is beside it. */
  about: string;
}) {
  return (
    <ChangeLink
      template={template}
      parameters={parameters}
      about={about}
      refusal={
        allowed ? undefined : reason ?? 'You may not propose this change.'
      }
    >
      {label}
    </ChangeLink>
  );
}
