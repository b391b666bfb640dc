import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MendingChange } from '../ChangeForm/mendingChanges';

/** The change that accepts a finding, or that opens an accepted one again; none for an error. */
export function exceptionChange({
  code,
  severity,
  object,
  accepted,
}: Finding): MendingChange | undefined {
  if (!object || severity === 'error') {
    return undefined;
  }
  const { namespace, kind, name } = object;
  return {
    template: accepted ? 'reopen-finding' : 'accept-finding',
    label: accepted ? 'Reopen…' : 'Accept…',
    parameters: { ...(namespace && { namespace }), kind, name, code },
  };
}
