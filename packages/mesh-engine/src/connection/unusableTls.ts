import { asText } from '../resources/fields';
import type { ClientTls } from './clientTls';
import type { EffectiveRule } from './effectiveRule';

/** TLS that never reaches the wire: settings that the control plane cannot turn into a configuration. */
export function unusableTls(
  { mode, credentialName, clientCertificate, privateKey }: ClientTls,
  isGateway: boolean,
  rule: EffectiveRule | undefined,
): string | undefined {
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') {
    return undefined;
  }
  const secret = asText(credentialName) ?? '';
  if (secret !== '' && !/^(configmap|invalid):\/\//.test(secret)) {
    return isGateway || rule?.workloadSelector
      ? undefined
      : 'credentialName works in gateways, and in sidecars only with a workloadSelector: without it the settings are dropped and the sidecar sends plaintext.';
  }
  return mode === 'MUTUAL' &&
    secret === '' &&
    !(clientCertificate && privateKey)
    ? 'MUTUAL without a client certificate and its key is no valid setting: it is dropped and the proxy sends plaintext.'
    : undefined;
}
