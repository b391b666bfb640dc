import type { Field } from '../Field';
import { validateClientTls } from '../parts/clientTls';
import { ipProblem, portProblem } from '../values/addresses';
import { fqdnProblem } from '../values/hosts';
import { validateConnectionPool } from './connectionPool';
import { validateLoadBalancer } from './loadBalancer';
import { validateOutlierDetection } from './outlierDetection';

const OF_A_PORT = [
  'outlierDetection',
  'connectionPool',
  'loadBalancer',
  'tls',
] as const;

function validateSettings(policy: Field): void {
  validateOutlierDetection(policy.get('outlierDetection'));
  validateConnectionPool(policy.get('connectionPool'));
  validateLoadBalancer(
    policy.get('loadBalancer'),
    policy.has('outlierDetection'),
  );
  validateClientTls(policy.get('tls'));
}

function validatePortPolicy(policy: Field): void {
  if (!policy.isSet) {
    policy.error('required', 'traffic policy may not be null');
    return;
  }
  if (!policy.has('port')) {
    policy.error('required', 'portTrafficPolicy must have valid port');
  }
  if (!policy.has(...OF_A_PORT)) {
    policy.error(
      'required',
      'port traffic policy must have at least one field',
    );
  }
  validateSettings(policy);
}

function validateTunnel(tunnel: Field): void {
  if (!tunnel.isSet) {
    return;
  }
  const protocol = tunnel.get('protocol');
  const host = tunnel.get('targetHost');
  if (!['', 'CONNECT', 'POST'].includes(protocol.text)) {
    protocol.error(
      'unsupported',
      'tunnel protocol must be "CONNECT" or "POST"',
      'Write CONNECT or POST.',
    );
  }
  const noName = fqdnProblem(host.text);
  const noAddress = ipProblem(host.text);
  if (noName && noAddress) {
    host.error(
      'host',
      `tunnel target host must be valid FQDN or IP address: ${noName}; ${noAddress}`,
    );
  }
  const noPort = portProblem(tunnel.get('targetPort').number);
  tunnel
    .get('targetPort')
    .refuse('port', noPort && `tunnel target port is invalid: ${noPort}`);
}

/** How clients reach a host. */
export function validateTrafficPolicy(policy: Field): void {
  if (!policy.isSet) {
    return;
  }
  if (
    !policy.has(
      ...OF_A_PORT,
      'portLevelSettings',
      'tunnel',
      'proxyProtocol',
      'retryBudget',
    )
  ) {
    policy.error('required', 'traffic policy must have at least one field');
    return;
  }
  if (policy.has('tunnel') && policy.has('proxyProtocol')) {
    policy.error(
      'exclusive',
      'tunnel and proxyProtocol must not be set together',
    );
    return;
  }
  validateSettings(policy);
  policy.get('portLevelSettings').items.forEach(validatePortPolicy);
  validateTunnel(policy.get('tunnel'));
}
