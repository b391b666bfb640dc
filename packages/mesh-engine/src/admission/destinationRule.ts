import {
  asList,
  asNumber,
  asRecord,
  asText,
  asWord,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { exportTo } from './exportTo';
import { isSet } from './values';
import { isDnsLabel, isIpAddress, portNumber, wildcardDomain } from './names';
import { clientTls } from './clientTls';
import { connectionPool, outlierDetection } from './connectionPool';
import { loadBalancer } from './loadBalancer';
import type { Report } from './Report';
import { sourceLabels } from './virtualService';

type Fields = Record<string, unknown>;

const POLICY_FIELDS = [
  'connectionPool',
  'loadBalancer',
  'outlierDetection',
  'tls',
  'portLevelSettings',
  'tunnel',
  'proxyProtocol',
  'retryBudget',
];

export function trafficPolicy(
  report: Report,
  value: unknown,
  isPort = false,
): void {
  if (!isSet(value)) {
    return;
  }
  const policy = asRecord(value);
  if (!isPort && !POLICY_FIELDS.some(field => isSet(policy[field]))) {
    report.error('traffic policy must have at least one field');
  }
  if (isSet(policy.tunnel)) {
    const { protocol, targetHost, targetPort } = asRecord(policy.tunnel);
    const at = report.at('tunnel');
    if (
      asText(protocol) &&
      !['CONNECT', 'POST'].includes(asWord(protocol).toUpperCase())
    ) {
      at.error(`tunnel protocol must be "CONNECT" or "POST", got: ${protocol}`);
    }
    const host = asText(targetHost) ?? '';
    if (host.includes('*')) {
      at.error(`tunnel target host must be valid fqdn or ip address: ${host}`);
    } else if (!isIpAddress(host)) {
      at.error(
        wildcardDomain(host) &&
          `tunnel target host must be valid fqdn or ip address: ${host}`,
      );
    }
    at.error(
      portNumber(asNumber(targetPort)) &&
        `tunnel target port is invalid: ${targetPort}`,
    );
  }
  if (isSet(policy.proxyProtocol) && isSet(policy.tunnel)) {
    report.error('tunnel and proxy protocol can not be set together');
  }
  outlierDetection(report.at('outlierDetection'), policy.outlierDetection);
  connectionPool(report.at('connectionPool'), policy.connectionPool);
  loadBalancer(
    report.at('loadBalancer'),
    policy.loadBalancer,
    policy.outlierDetection,
  );
  clientTls(report.at('tls'), policy.tls);
  if (isSet(policy.retryBudget)) {
    const share = asRecord(policy.retryBudget).percent;
    if (typeof share === 'number' && (share < 0 || share > 100)) {
      report
        .at('retryBudget', 'percent')
        .error('percent must be in the range 0..100');
    }
  }
  asList(policy.portLevelSettings).forEach((setting, index) => {
    const at = report.at('portLevelSettings', index);
    if (!isSet(setting)) {
      at.error('traffic policy port settings cannot be nil');
      return;
    }
    const port = asNumber(asRecord(asRecord(setting).port).number);
    if (!isSet(asRecord(setting).port)) {
      at.error('port level settings must specify a port');
    } else {
      at.error(portNumber(port));
    }
    trafficPolicy(at, setting, true);
  });
}

/** A DestinationRule. */
export function destinationRule(report: Report, object: KubeObject): void {
  const spec: Fields = asRecord(object.spec);
  report.at('host').error(wildcardDomain(asText(spec.host) ?? ''));
  trafficPolicy(report.at('trafficPolicy'), spec.trafficPolicy);
  asList(spec.subsets).forEach((value, index) => {
    const at = report.at('subsets', index);
    if (!isSet(value)) {
      at.error('subset is null');
      return;
    }
    const { name, labels, trafficPolicy: own } = asRecord(value);
    if (!isDnsLabel(asText(name) ?? '')) {
      at.at('name').error(`subset name is invalid: ${name ?? ''}`);
    }
    sourceLabels(at.at('labels'), labels);
    trafficPolicy(at.at('trafficPolicy'), own);
  });
  exportTo(report.at('exportTo'), object.metadata.namespace, spec.exportTo, {
    isDestinationRuleWithSelector: isSet(spec.workloadSelector),
  });
  if (
    isSet(spec.workloadSelector) &&
    Object.keys(asRecord(asRecord(spec.workloadSelector).matchLabels))
      .length === 0
  ) {
    report
      .at('workloadSelector')
      .warn('workload selector specified without labels');
  }
}
