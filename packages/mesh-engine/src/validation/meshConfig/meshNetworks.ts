import { isIp } from '../../schemas/isIp';
import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { subnetProblem } from '../values/addresses';
import { fqdnProblem } from '../values/hosts';
import { isDnsLabel } from '../values/names';

function validateEndpoint(endpoint: Field): void {
  const cidr = endpoint.get('fromCidr');
  const registry = endpoint.get('fromRegistry');
  if (cidr.isSet) {
    cidr.refuse('address', subnetProblem(cidr.text));
  }
  if (registry.isSet && !isDnsLabel(registry.text)) {
    registry.error('name', `invalid registry name: ${registry.text}`);
  }
}

function validateNetworkGateway(gateway: Field): void {
  const service = gateway.get('registryServiceName');
  const address = gateway.get('address');
  if (service.isSet) {
    service.refuse('host', fqdnProblem(service.text));
  }
  if (address.isSet && !isIp(address.text) && fqdnProblem(address.text)) {
    address.error(
      'address',
      `${address.text} is not a valid IP address or DNS name`,
    );
  }
  validatePort(gateway.get('port'));
}

/** Networks of the mesh, and the gateways between them. */
export function validateMeshNetworks(meshNetworks: Field): void {
  for (const [, network] of meshNetworks.get('networks').entries) {
    network.get('endpoints').items.forEach(validateEndpoint);
    network.get('gateways').items.forEach(validateNetworkGateway);
  }
}
