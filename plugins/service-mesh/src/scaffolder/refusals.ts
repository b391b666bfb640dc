import type { ChangePreview } from '@ecotrack/backstage-plugin-service-mesh-common';
import { reasonsNot } from '../components/ChangeForm/reasonsNot';
import { formFieldOf, type PreviewOptions } from './changeOf';

/** Why a change cannot be proposed, each with the form field and the fix; empty when it can, or need not. */
export function refusals(
  options: PreviewOptions,
  preview: ChangePreview,
): string[] {
  const { problems, unchanged } = preview;
  if (problems.length > 0) {
    return problems.map(({ field, message }) =>
      field ? `${formFieldOf(options, field)}: ${message}` : message,
    );
  }
  return unchanged
    ? []
    : reasonsNot({ data: preview, isPending: false, retry: () => {} });
}
