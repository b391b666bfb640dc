import type { Field } from '../Field';
import { validatePort, validateTexts } from '../parts/fields';
import { validateLocalityLb } from '../traffic/localityLb';
import { validateTrafficPolicy } from '../traffic/trafficPolicy';
import { isEcdhCurve } from '../values/cipherSuites';
import {
  connectTimeoutProblem,
  detectionTimeoutProblem,
} from '../values/durations';
import { trustDomainProblem, wildcardHostProblem } from '../values/hosts';
import { validateInboundRetries } from './defaults';
import { validateExtensionProviders } from './extensionProviders';
import { validateDefaultConfig } from './proxyConfig';

function validateTlsDefaults(mesh: Field): void {
  const curves = mesh.get('tlsDefaults').get('ecdhCurves');
  const names = curves.items.map(({ text }) => text);
  const unknown = names.filter(name => !isEcdhCurve(name));
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  if (mesh.get('meshMTLS').has('ecdhCurves')) {
    mesh
      .get('meshMTLS')
      .error('tls', 'mesh TLS does not support ECDH curves configuration');
  }
  if (unknown.length > 0) {
    curves.warn(
      'tls',
      `detected unrecognized ECDH curves: [${unknown.join(' ')}]`,
    );
  }
  if (repeated.length > 0) {
    curves.warn(
      'tls',
      `detected duplicate ECDH curves: [${repeated.join(' ')}]`,
    );
  }
}

/** Hosts of `serviceSettings`. */
export function validateServiceSettings(mesh: Field): void {
  for (const setting of mesh.get('serviceSettings').items) {
    validateTexts(setting.get('hosts'), 'host', wildcardHostProblem);
  }
}

/** The mesh configuration as it is written; what is not has Istio's defaults, which are fit. */
export function validateMeshConfig(mesh: Field): void {
  const refuse = (
    name: string,
    words: string,
    problem: (text: string) => string | undefined,
  ) => {
    const says = mesh.has(name) ? problem(mesh.get(name).text) : undefined;
    mesh.get(name).refuse('duration', says && `invalid ${words}: ${says}`);
  };
  if (mesh.has('proxyListenPort')) {
    validatePort(mesh.get('proxyListenPort'));
  }
  refuse('connectTimeout', 'connect timeout', connectTimeoutProblem);
  refuse(
    'protocolDetectionTimeout',
    'protocol detection timeout',
    detectionTimeoutProblem,
  );
  validateDefaultConfig(mesh.get('defaultConfig'));
  validateLocalityLb(mesh.get('localityLbSetting'), true);
  validateServiceSettings(mesh);
  if (mesh.has('trustDomain')) {
    const domain = mesh.get('trustDomain');
    domain.refuse('host', trustDomainProblem(domain.text));
  }
  validateTexts(mesh.get('trustDomainAliases'), 'host', trustDomainProblem);
  validateExtensionProviders(mesh.get('extensionProviders'));
  validateTrafficPolicy(mesh.get('defaultTrafficPolicy'));
  validateInboundRetries(mesh.get('defaultInboundHttpRetryPolicy'));
  validateTlsDefaults(mesh);
}
