import type { Field } from '../Field';
import { portNameProblem } from '../values/names';
import { protocolProblem } from '../values/protocols';

/** What ports of inbound and outbound listeners have in common. */
export function validateListenerPort(port: Field): void {
  const name = port.get('name');
  const protocol = port.get('protocol');
  if (port.get('targetPort').number > 0) {
    port
      .get('targetPort')
      .error('ignored', 'targetPort has no impact on Sidecars');
  }
  if (name.text !== '') {
    name.refuse('name', portNameProblem(name.text));
  }
  protocol.refuse('unsupported', protocolProblem(protocol.text));
}
