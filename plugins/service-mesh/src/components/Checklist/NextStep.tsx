import { Link } from '@backstage/core-components';
import type { OnboardingStep } from '@ecotrack/backstage-plugin-service-mesh-common';
import { ChangeLink } from '../ChangeForm/links';

/** What one does now: a page to go to, or the form of a change. */
export function NextStep({
  next,
  about,
}: {
  next: NonNullable<OnboardingStep['next']>;
  /** The service, for those who do not see what is beside it. */
  about: string;
}) {
  const { title, url, change } = next;
  if (change) {
    return (
      <ChangeLink
        template={change.template}
        parameters={change.parameters}
        about={about}
      >
        {title}
      </ChangeLink>
    );
  }
  return url ? (
    <Link to={url} underline="always">
      {title}
    </Link>
  ) : (
    <span>{title}</span>
  );
}
