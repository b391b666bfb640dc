import type { ChangePreview } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { DebouncedAnswer } from '../../hooks/useDebouncedAnswer';

/** Why the change cannot be proposed; empty when it can. */
export function reasonsNot({
  data,
  error,
}: DebouncedAnswer<ChangePreview | undefined>): string[] {
  if (error) {
    return ['There is no preview of what is asked for now.'];
  }
  if (!data) {
    return ['The preview is being made.'];
  }
  const { blockedBy, permission } = data;
  return [
    ...new Set([
      ...(permission.allowed
        ? []
        : [permission.reason ?? 'You may not propose this change.']),
      ...blockedBy,
    ]),
  ];
}
