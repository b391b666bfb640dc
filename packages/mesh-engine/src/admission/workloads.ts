import { asNumber, asRecord, asText, asWord } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { isSet } from './values';
import { isIpAddress, fqdn, portNumber } from './names';
import type { Report } from './Report';
import { portName } from './serviceEntry';
import { sourceLabels } from './virtualService';

const UNIX = 'unix://';

function workloadAddress(
  report: Report,
  spec: Record<string, unknown>,
  isTemplate: boolean,
): void {
  const address = asText(spec.address) ?? '';
  const ports = Object.entries(asRecord(spec.ports));
  if (address === '') {
    if (!isTemplate && !asText(spec.network)) {
      report.error('address must be set');
    } else if (!isTemplate) {
      report.warn(`address is unset with network ${spec.network}`);
    }
  } else if (address.startsWith(UNIX)) {
    const path = address.slice(UNIX.length);
    if (!path.startsWith('/') && !path.startsWith('@')) {
      report.at('address').error(`${path} is not an absolute path`);
    }
    if (ports.length > 0) {
      report.error('unix endpoint must not include ports');
    }
  } else if (!isIpAddress(address)) {
    report
      .at('address')
      .error(fqdn(address) && `address ${address} is not a valid address`);
  }
  for (const [name, number] of ports) {
    report.at('ports', name).error(portName(name));
    report.at('ports', name).error(portNumber(asNumber(number)));
  }
  sourceLabels(report.at('labels'), spec.labels);
}

/** A WorkloadEntry. */
export function workloadEntry(report: Report, object: KubeObject): void {
  workloadAddress(report, asRecord(object.spec), false);
}

const PROBES = ['httpGet', 'tcpSocket', 'exec', 'grpc'];

/** A WorkloadGroup. */
export function workloadGroup(report: Report, object: KubeObject): void {
  const spec = asRecord(object.spec);
  const template = asRecord(spec.template);
  if (!isSet(spec.template)) {
    report.error('template is required');
  }
  if (asText(template.address)) {
    report
      .at('template', 'address')
      .error('address cannot be set in a template');
  }
  workloadAddress(report.at('template'), { ...template, address: '' }, true);
  const { labels } = asRecord(spec.metadata);
  sourceLabels(report.at('metadata', 'labels'), labels);
  const probe = spec.probe;
  if (!isSet(probe)) {
    return;
  }
  const test = asRecord(probe);
  const at = report.at('probe');
  const kinds = PROBES.filter(kind => isSet(test[kind]));
  if (kinds.length === 0) {
    at.error('unknown health check method');
  }
  for (const field of [
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
    'initialDelaySeconds',
  ]) {
    if ((asNumber(test[field]) ?? 0) < 0) {
      at.at(field).error(`${field} must be non-negative`);
    }
  }
  const { path, port, scheme, httpHeaders } = asRecord(test.httpGet);
  if (isSet(test.httpGet)) {
    if (path !== undefined && !asWord(path).startsWith('/')) {
      at.error(`httpGet.path must start with "/": ${path}`);
    }
    if (
      asText(scheme) &&
      !['http', 'https'].includes(asWord(scheme).toLowerCase())
    ) {
      at.error('httpGet.scheme must be one of "http", "https"');
    }
    if (
      Array.isArray(httpHeaders) &&
      httpHeaders.some(header => !asText(asRecord(header).name))
    ) {
      at.error('invalid nil header name');
    }
    at.error(portNumber(asNumber(port)));
  }
  if (isSet(test.tcpSocket)) {
    at.error(portNumber(asNumber(asRecord(test.tcpSocket).port)));
  }
  const { command } = asRecord(test.exec);
  if (isSet(test.exec) && (!Array.isArray(command) || command.length === 0)) {
    at.error('exec.command is required');
  }
}

/** A ProxyConfig. */
export function proxyConfig(report: Report, object: KubeObject): void {
  const { concurrency } = asRecord(object.spec);
  if ((asNumber(concurrency) ?? 0) < 0) {
    report
      .at('concurrency')
      .error('concurrency must be greater than or equal to 0');
  }
}
