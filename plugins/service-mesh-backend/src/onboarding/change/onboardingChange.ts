import type { ChangeRecord } from '../../changes/types';

const ONBOARD = 'onboard-service';
const ENDED = ['closed', 'superseded'];

/** Whether a change makes the Service. */
const makes = (
  { objects }: ChangeRecord,
  service: { namespace: string; name: string },
) =>
  objects.some(
    ({ ref, before, after }) =>
      before === undefined &&
      after !== undefined &&
      ref.apiVersion === 'v1' &&
      ref.kind === 'Service' &&
      ref.namespace === service.namespace &&
      ref.name === service.name,
  );

/**
 * The change that takes a service into the mesh: of the template for it, or one that makes the Service; the newest
 * that did not end without a merge.
 * @param changes - newest first
 */
export function onboardingChange(
  changes: readonly ChangeRecord[],
  service: { namespace: string; name: string },
): ChangeRecord | undefined {
  const candidates = changes.filter(
    change =>
      change.reverts === undefined &&
      (change.template === ONBOARD || makes(change, service)),
  );
  return (
    candidates.find(({ state }) => !ENDED.includes(state)) ?? candidates[0]
  );
}

/** The form of the change that takes a service into the mesh. */
export const onboardForm = (namespace: string, service: string) => ({
  template: ONBOARD,
  parameters: { namespace, service },
});
