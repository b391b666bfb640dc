import { validateSelector } from '../parts/selector';
import type { ObjectOfKind } from './types';

export function validatePeerAuthentication({ spec }: ObjectOfKind): void {
  const selector = spec.get('selector');
  const ports = spec.get('portLevelMtls');
  const selectsAll = selector.get('matchLabels').entries.length === 0;
  if (selectsAll && ports.entries.length > 0) {
    ports.error(
      'exclusive',
      'mesh/namespace peer authentication cannot have port level mTLS',
      'Add a selector: ports differ between workloads.',
    );
  }
  if (ports.isSet && ports.entries.length === 0) {
    ports.error(
      'required',
      'port level mTLS, if defined, must have at least one element',
      'Name a port, or remove portLevelMtls.',
    );
  }
  for (const [port, mode] of ports.entries) {
    if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
      mode.error('port', 'port must be in range 1..65535');
    }
  }
  validateSelector(selector);
}
