import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { selector } from './attachment';
import { exportTo } from './exportTo';
import { isSet } from './values';
import {
  fqdn,
  ipSubnet,
  isDnsLabel,
  isIpAddress,
  portNumber,
  wildcardDomain,
} from './names';
import { isHttpProtocol, isProtocol, isTlsProtocol } from './gateway';
import type { Report } from './Report';
import { sourceLabels } from './virtualService';

const UNIX = 'unix://';

const isTcpLike = (protocol: string) =>
  ['TCP', 'TLS', 'MONGO', 'REDIS', 'MYSQL', 'UDP'].includes(
    protocol.toUpperCase(),
  );

export function portName(name: string): string | undefined {
  return isDnsLabel(name) && name === name.toLowerCase()
    ? undefined
    : `invalid port name: ${name}`;
}

function unixAddress(address: string): string | undefined {
  const path = address.slice(UNIX.length);
  if (path === '') {
    return 'unix address must not be empty';
  }
  return path.startsWith('/') || path.startsWith('@')
    ? path.endsWith('/')
      ? `${path} is not a valid unix domain socket path`
      : undefined
    : `${path} is not an absolute path`;
}

function ports(report: Report, value: unknown): Set<string> {
  const numbers = new Set<number>();
  const names = new Set<string>();
  asList(value).forEach((entry, index) => {
    const at = report.at('ports', index);
    if (!isSet(entry)) {
      at.error('service entry port may not be null');
      return;
    }
    const { number, name, protocol, targetPort } = asRecord(entry);
    const text = asText(name) ?? '';
    if (names.has(text)) {
      at.error(`service entry port name "${text}" already defined`);
    }
    names.add(text);
    const port = asNumber(number);
    if (port !== undefined && numbers.has(port)) {
      at.error(`service entry port ${port} already defined`);
    }
    numbers.add(port ?? 0);
    if (isSet(targetPort)) {
      at.at('targetPort').error(portNumber(asNumber(targetPort)));
      if (asNumber(number) === undefined) {
        at.error(portNumber(undefined));
      }
    }
    at.error(text === '' ? 'port name must be set' : portName(text));
    if (asText(protocol) && !isProtocol(asText(protocol))) {
      at.error(`invalid protocol: ${protocol}`);
    } else if (!asText(protocol)) {
      at.error('protocol is required');
    }
    at.at('number').error(portNumber(port));
  });
  return names;
}

function endpoints(
  report: Report,
  list: unknown[],
  servicePorts: ReadonlySet<string>,
  resolution: string,
): void {
  let sockets = 0;
  list.forEach((value, index) => {
    const at = report.at('endpoints', index);
    const { address, ports: own, labels, network } = asRecord(value);
    const text = asText(address) ?? '';
    if (text.startsWith(UNIX)) {
      sockets++;
      at.at('address').error(unixAddress(text));
      if (Object.keys(asRecord(own)).length > 0) {
        at.error('unix endpoint must not include ports');
      }
    } else if (text === '') {
      if (!asText(network)) {
        at.error('endpoint address or network must be set');
      }
    } else if (resolution === 'STATIC' || resolution === 'DYNAMIC_DNS') {
      if (!isIpAddress(text)) {
        at.at('address').error(
          `endpoint address "${text}" is not a valid IP address`,
        );
      }
    } else if (!isIpAddress(text)) {
      const wrong =
        fqdn(text) ??
        (text.includes('*')
          ? `endpoint address "${text}" is not a valid FQDN or an IP address`
          : undefined);
      at.at('address').error(
        wrong &&
          `endpoint address "${text}" is not a valid FQDN or an IP address`,
      );
    }
    for (const [name, number] of Object.entries(asRecord(own))) {
      if (!servicePorts.has(name)) {
        at.at('ports').error(
          `endpoint port ${number} is not defined by the service entry`,
        );
      }
      at.at('ports').error(portName(name));
      at.at('ports').error(portNumber(asNumber(number)));
    }
    sourceLabels(at.at('labels'), labels);
  });
  if (sockets > 0 && (sockets !== 1 || list.length !== 1)) {
    report.at('endpoints').error('only one unix endpoint allowed');
  }
}

/** A ServiceEntry. */
export function serviceEntry(report: Report, object: KubeObject): void {
  const spec = asRecord(object.spec);
  const hosts = asTexts(spec.hosts);
  const list = asList(spec.endpoints);
  const addresses = asTexts(spec.addresses);
  const resolution = asText(spec.resolution) ?? 'NONE';
  if (
    asRecord(object.metadata.annotations)['networking.istio.io/exportTo'] !==
    undefined
  ) {
    report.warn('annotation networking.istio.io/exportTo is ignored here');
  }
  const selects = isSet(spec.workloadSelector);
  if (selects && list.length > 0) {
    report.error(
      'only one of WorkloadSelector or Endpoints is allowed in Service Entry',
    );
  }
  selector(report.at('workloadSelector'), spec.workloadSelector, 'labels');
  const labels = asRecord(asRecord(spec.workloadSelector).labels);
  if (selects && resolution === 'NONE' && !('' in labels)) {
    report.warn(
      'workloadSelector has no effect with resolution NONE: traffic goes where the caller asks',
    );
  }
  if (hosts.length === 0) {
    report.error('service entry must have at least one host');
  }
  hosts.forEach((host, index) => {
    const at = report.at('hosts', index);
    if (host === '*') {
      at.error(`invalid host ${host}`);
    } else {
      at.error(
        wildcardDomain(host) && `invalid host ${host}: ${wildcardDomain(host)}`,
      );
    }
  });
  let cidr = false;
  addresses.forEach((address, index) => {
    cidr ||= address.includes('/');
    report.at('addresses', index).error(ipSubnet(address));
  });
  if (cidr && resolution !== 'NONE' && resolution !== 'STATIC') {
    report.error(
      'CIDR addresses are allowed only for NONE/STATIC resolution types',
    );
  }
  const names = ports(report, spec.ports);
  const wildcard = hosts.some(host => host.includes('*'));
  if (resolution === 'NONE' && list.length > 0) {
    report.error('no endpoints should be provided for resolution type none');
  }
  if (resolution === 'STATIC' && list.length === 0 && !selects) {
    report.warn('endpoints should be provided if discovery mode is static');
  }
  if (resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN') {
    if (list.length === 0) {
      hosts.forEach((host, index) => {
        if (fqdn(host)) {
          report
            .at('hosts', index)
            .error(
              `hosts must be FQDN if no endpoints are provided for resolution mode ${resolution}`,
            );
        }
      });
    }
    if (resolution === 'DNS_ROUND_ROBIN' && list.length > 1) {
      report.error(
        `there must only be 0 or 1 endpoint for resolution mode ${resolution}`,
      );
    }
  }
  if (resolution === 'DYNAMIC_DNS') {
    if (!wildcard) {
      report.error('resolution DYNAMIC_DNS requires a wildcard host');
    }
    if (list.length > 0 || selects) {
      report.error(
        'no endpoints should be provided for resolution type dynamic_dns',
      );
    }
  }
  const protocols = asList(spec.ports).map(port =>
    (asText(asRecord(port).protocol) ?? '').toUpperCase(),
  );
  if (resolution === 'DYNAMIC_DNS') {
    if (
      protocols.some(
        protocol => !isHttpProtocol(protocol) && !isTlsProtocol(protocol),
      )
    ) {
      report.error(
        'resolution DYNAMIC_DNS supports only HTTP, HTTPS and TLS ports',
      );
    }
    if (asText(spec.location) === 'MESH_INTERNAL') {
      report.error('resolution DYNAMIC_DNS requires location MESH_EXTERNAL');
    }
  }
  if (
    resolution === 'NONE' &&
    asList(spec.ports).some(port => isSet(asRecord(port).targetPort))
  ) {
    report.warn('targetPort has no effect with resolution NONE');
  }
  if (
    hosts.length > 1 &&
    addresses.length > 0 &&
    protocols.some(protocol => !isHttpProtocol(protocol))
  ) {
    report.warn(
      'several hosts share the addresses, so ports that are not HTTP cannot tell them apart',
    );
  }
  endpoints(report, list, names, resolution);
  const usesTcp = asList(spec.ports).some(port => {
    const protocol = asText(asRecord(port).protocol) ?? '';
    return isTcpLike(protocol) && protocol.toUpperCase() !== 'TLS';
  });
  if (
    usesTcp &&
    addresses.length === 0 &&
    resolution === 'NONE' &&
    asText(spec.location) !== 'MESH_INTERNAL'
  ) {
    report.warn(
      'addresses are required for ports serving TCP (or unset) protocol',
    );
  }
  exportTo(report.at('exportTo'), object.metadata.namespace, spec.exportTo, {
    isServiceEntry: true,
  });
}
