import { isIp } from '../../schemas/isIp';
import type { Field } from '../Field';
import { validateExportTo } from '../parts/exportTo';
import { validateOptionalPort, validatePort } from '../parts/fields';
import { validateLabels } from '../parts/labels';
import { validateWorkloadSelector } from '../parts/selector';
import { subnetProblem } from '../values/addresses';
import {
  fqdnProblem,
  partialWildcardProblem,
  wildcardHostProblem,
} from '../values/hosts';
import { portNameProblem } from '../values/names';
import {
  isHttpProtocol,
  isTcpProtocol,
  isTlsProtocol,
  protocolProblem,
} from '../values/protocols';
import { validateDynamicDns } from './dynamicDns';
import type { ObjectOfKind } from './types';
import { validateEndpointPorts, validateWorkload } from './workloadEntry';

/** By this label a ServiceEntry goes without an address of its own from Istio. */
const AUTO_ALLOCATE_LABEL = 'networking.istio.io/enable-autoallocate-ip';

function validateHosts(hosts: Field, spec: Field): void {
  if (hosts.items.length === 0) {
    spec.error('required', 'service entry must have at least one host');
  }
  for (const host of hosts.items) {
    if (host.text === '*') {
      host.error(
        'host',
        'invalid host *',
        'Name the host, or all of a domain, such as *.example.com.',
      );
      continue;
    }
    host.refuse('host', wildcardHostProblem(host.text));
    const partial = partialWildcardProblem(host.text);
    if (partial) {
      host.warn('host', partial);
    }
  }
}

function validateAddresses(addresses: Field, resolution: string): void {
  for (const address of addresses.items) {
    address.refuse('address', subnetProblem(address.text));
  }
  const isBlock = addresses.items.some(({ text }) => text.includes('/'));
  if (isBlock && !['NONE', 'STATIC'].includes(resolution)) {
    addresses.error(
      'exclusive',
      'CIDR addresses are allowed only for NONE/STATIC resolution types',
      'List single addresses, or set resolution to NONE or STATIC.',
    );
  }
}

/** The names of the ports. */
function validatePorts(ports: Field, needsAddress: boolean): Set<string> {
  const names = new Set<string>();
  const numbers = new Set<number>();
  for (const port of ports.items) {
    const name = port.get('name');
    const number = port.get('number');
    const protocol = port.get('protocol');
    if (!port.isSet) {
      port.error('required', 'service entry port may not be null');
      continue;
    }
    if (names.has(name.text)) {
      name.error(
        'duplicate',
        `service entry port name ${JSON.stringify(name.text)} already defined`,
      );
    }
    if (numbers.has(number.number)) {
      number.error(
        'duplicate',
        `service entry port ${number.number} already defined`,
      );
    }
    names.add(name.text);
    numbers.add(number.number);
    validateOptionalPort(port.get('targetPort'));
    if (needsAddress && ['', 'TCP'].includes(protocol.text)) {
      port.warn(
        'risky',
        'addresses are required for ports serving TCP (or unset) protocol when ISTIO_META_DNS_AUTO_ALLOCATE is not set on a proxy',
        'Add addresses, or set the protocol: without an address every connection to the port is taken for this host.',
      );
    }
    name.refuse('name', portNameProblem(name.text));
    protocol.refuse('unsupported', protocolProblem(protocol.text));
    validatePort(number);
  }
  return names;
}

function validateDnsEndpoints(
  endpoints: Field,
  portNames: ReadonlySet<string>,
): void {
  for (const endpoint of endpoints.items) {
    const address = endpoint.get('address');
    if (!endpoint.isSet) {
      endpoint.error('required', 'endpoint cannot be nil');
      continue;
    }
    const isNamed = !fqdnProblem(address.text);
    if (!isIp(address.text) && !isNamed) {
      address.error(
        'address',
        `endpoint address ${JSON.stringify(
          address.text,
        )} is not a valid FQDN or an IP address`,
      );
    }
    validateLabels(endpoint.get('labels'));
    validateEndpointPorts(endpoint, portNames);
  }
}

function warnOfSelector(spec: Field, resolution: string): void {
  if (spec.has('workloadSelector')) {
    spec
      .get('workloadSelector')
      .warn(
        'ignored',
        `workloadSelector should not be set when resolution mode is ${resolution}`,
        'Set resolution to STATIC, so that the workloads get the requests.',
      );
  }
}

function validateDns(
  spec: Field,
  resolution: string,
  portNames: ReadonlySet<string>,
): void {
  const endpoints = spec.get('endpoints');
  const hosts = spec.get('hosts').items;
  if (endpoints.items.length === 0) {
    for (const host of hosts.filter(({ text }) => fqdnProblem(text))) {
      host.error(
        'host',
        `hosts must be FQDN if no endpoints are provided for resolution mode ${resolution}`,
        'Name one host without star, or list endpoints.',
      );
    }
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.items.length > 1) {
    endpoints.error(
      'exclusive',
      `there must only be 0 or 1 endpoint for resolution mode ${resolution}`,
      'Keep one endpoint, or set resolution to DNS.',
    );
  }
  validateDnsEndpoints(endpoints, portNames);
  const hasTcp = spec
    .get('ports')
    .items.some(port => isTcpProtocol(port.get('protocol').text));
  const hasAddress = spec.get('addresses').items.length > 0;
  if (hasAddress && hasTcp && hosts.length > 1) {
    spec
      .get('hosts')
      .warn(
        'risky',
        'service entry can not have more than one host specified simultaneously with address and tcp port',
        'Write a ServiceEntry of its own for each host.',
      );
  }
}

function validateResolution(
  object: ObjectOfKind,
  resolution: string,
  portNames: ReadonlySet<string>,
): void {
  const { spec } = object;
  const endpoints = spec.get('endpoints');
  switch (resolution) {
    case 'NONE':
      if (endpoints.items.length > 0) {
        endpoints.error(
          'exclusive',
          'no endpoints should be provided for resolution type none',
          'Set resolution to STATIC or DNS, or remove the endpoints.',
        );
      }
      warnOfSelector(spec, resolution);
      break;
    case 'STATIC':
      for (const endpoint of endpoints.items) {
        if (endpoint.isSet) {
          validateWorkload(endpoint, portNames);
        } else {
          endpoint.error('required', 'endpoint cannot be nil');
        }
      }
      break;
    case 'DNS':
    case 'DNS_ROUND_ROBIN':
      validateDns(spec, resolution, portNames);
      break;
    case 'DYNAMIC_DNS':
      warnOfSelector(spec, resolution);
      validateDynamicDns(object);
      break;
    default:
      spec
        .get('resolution')
        .error('unsupported', `unsupported resolution type ${resolution}`);
  }
}

function refuseHostsOfTcp(spec: Field): void {
  const undecided = spec.get('ports').items.find(port => {
    const protocol = port.get('protocol').text;
    return !isHttpProtocol(protocol) && !isTlsProtocol(protocol);
  });
  if (spec.get('hosts').items.length > 1 && undecided) {
    undecided.error(
      'exclusive',
      'multiple hosts provided with non-HTTP, non-TLS ports',
      'Write a ServiceEntry of its own for each host: TCP says nothing about the host that is meant.',
    );
  }
}

export function validateServiceEntry(object: ObjectOfKind): void {
  const { spec, namespace, labels } = object;
  const resolution = spec.get('resolution').text || 'NONE';
  const isFit = validateWorkloadSelector(
    spec.get('workloadSelector'),
    'service entry',
  );
  if (!isFit) {
    return;
  }
  if (spec.has('workloadSelector') && spec.has('endpoints')) {
    spec.error(
      'exclusive',
      'only one of WorkloadSelector or Endpoints is allowed in Service Entry',
    );
  }
  validateHosts(spec.get('hosts'), spec);
  validateAddresses(spec.get('addresses'), resolution);
  const isAllocated =
    resolution !== 'NONE' &&
    labels[AUTO_ALLOCATE_LABEL]?.toLowerCase() !== 'false';
  const portNames = validatePorts(
    spec.get('ports'),
    spec.get('addresses').items.length === 0 && !isAllocated,
  );
  validateResolution(object, resolution, portNames);
  if (resolution !== 'NONE') {
    refuseHostsOfTcp(spec);
  }
  validateExportTo(spec.get('exportTo'), namespace, { mayHide: true });
}
