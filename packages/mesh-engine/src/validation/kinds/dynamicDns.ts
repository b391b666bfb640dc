import { isHttpProtocol, isTlsProtocol } from '../values/protocols';
import type { ObjectOfKind } from './types';

/** A ServiceEntry of wildcard hosts, of which each is resolved when a request asks for it. */
export function validateDynamicDns({ spec }: ObjectOfKind): void {
  const endpoints = spec.get('endpoints');
  if (endpoints.items.length > 0) {
    endpoints.error(
      'exclusive',
      'no endpoints should be provided for resolution type DYNAMIC_DNS',
      'Remove the endpoints: each host is resolved by DNS.',
    );
  }
  for (const host of spec.get('hosts').items) {
    if (!host.text.startsWith('*')) {
      host.error(
        'host',
        'hosts must be wildcard for resolution mode DYNAMIC_DNS',
        'Write a host such as *.example.com, or set resolution to DNS.',
      );
    }
  }
  for (const port of spec.get('ports').items) {
    const protocol = port.get('protocol');
    if (!isHttpProtocol(protocol.text) && !isTlsProtocol(protocol.text)) {
      protocol.error(
        'unsupported',
        `protocol ${JSON.stringify(
          protocol.text,
        )} is not supported for resolution mode DYNAMIC_DNS, which needs HTTP or TLS`,
        'Set the protocol to HTTP, HTTPS or TLS.',
      );
    }
  }
  if (spec.get('location').text === 'MESH_INTERNAL') {
    spec
      .get('location')
      .error(
        'exclusive',
        'location MESH_INTERNAL is not supported for resolution mode DYNAMIC_DNS',
        'Set location to MESH_EXTERNAL.',
      );
  }
}
