import type { Problem } from '@ecotrack/backstage-plugin-service-mesh-common';
import { describeRef, type Mesh } from '@ecotrack/mesh-engine';
import { becauseOf } from '../../wording/why';
import { count, phrase } from '../../wording/figures';

const UNREAD = 'MESH0';

/** What is wrong with objects that were read, as one thing; the findings page tells each. */
export function configurationErrors(mesh: Mesh): Problem[] {
  const errors = mesh
    .check()
    .filter(
      ({ severity, code }) => severity === 'error' && !code.startsWith(UNREAD),
    );
  const [first] = errors;
  if (!first) {
    return [];
  }
  return [
    {
      id: 'finding/errors',
      severity: 'warning',
      kind: 'finding',
      title: 'Configuration',
      detail: `${count(errors.length, 'error')}: ${
        first.object ? `${describeRef(first.object)}: ` : ''
      }${phrase(first.message)}`,
      because: errors.map(({ object, field, origin, code, message, fix }) => ({
        ...becauseOf([{ object, field, origin, says: '' }])[0],
        says: `${code}: ${message} ${fix}`,
      })),
    },
  ];
}
