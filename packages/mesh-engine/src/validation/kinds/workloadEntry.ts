import { isIp } from '../../schemas/isIp';
import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { validateLabels } from '../parts/labels';
import { socketProblem, UNIX_PREFIX } from '../values/addresses';
import { fqdnProblem } from '../values/hosts';
import { portNameProblem } from '../values/names';
import type { ObjectOfKind } from './types';

/** Ports of an endpoint, which are those of its service where that is known. */
export function validateEndpointPorts(
  endpoint: Field,
  servicePorts?: ReadonlySet<string>,
): void {
  for (const [name, port] of endpoint.get('ports').entries) {
    if (servicePorts && !servicePorts.has(name)) {
      port.error(
        'name',
        `endpoint port ${port.word} is not defined by the service entry`,
        'Name a port of the ServiceEntry.',
      );
    }
    port.refuse('name', portNameProblem(name));
    validatePort(port);
  }
}

function validateSocket(
  address: Field,
  ports: Field,
  servicePorts?: ReadonlySet<string>,
): void {
  address.refuse(
    'address',
    socketProblem(address.text.slice(UNIX_PREFIX.length)),
  );
  if (ports.entries.length > 0) {
    ports.error(
      'exclusive',
      `unix endpoint ${address.text} must not include ports`,
      'Remove the ports.',
    );
  }
  if (servicePorts && servicePorts.size !== 1) {
    address.error(
      'exclusive',
      'exactly 1 service port required for unix endpoints',
    );
  }
}

/**
 * A workload of a service.
 * @param servicePorts - names of the ports of its ServiceEntry, which also takes no names for addresses
 */
export function validateWorkload(
  workload: Field,
  servicePorts?: ReadonlySet<string>,
): void {
  const address = workload.get('address');
  const network = workload.get('network').text;
  if (address.text === '' && network === '') {
    workload.error(
      'required',
      'address is required',
      'Write the address of the workload.',
    );
    return;
  }
  if (address.text === '') {
    workload.warn(
      'risky',
      `address is unset with network ${JSON.stringify(network)}`,
      'Write the address, unless requests are to go to the gateway of the network.',
    );
  } else if (address.text.startsWith(UNIX_PREFIX)) {
    validateSocket(address, workload.get('ports'), servicePorts);
  } else if (!isIp(address.text) && servicePorts) {
    address.error(
      'address',
      `endpoint address ${JSON.stringify(
        address.text,
      )} is not a valid IP address`,
    );
  } else if (!isIp(address.text) && fqdnProblem(address.text)) {
    address.error(
      'address',
      `endpoint address ${JSON.stringify(
        address.text,
      )} is not a valid FQDN or an IP address`,
    );
  }
  validateEndpointPorts(workload, servicePorts);
  validateLabels(workload.get('labels'));
}

export function validateWorkloadEntry({ spec }: ObjectOfKind): void {
  validateWorkload(spec);
}
