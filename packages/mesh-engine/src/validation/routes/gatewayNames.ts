import type { Field } from '../Field';
import { fqdnProblem } from '../values/hosts';
import { isDnsLabel } from '../values/names';

function validateShortName(gateway: Field): void {
  const name = gateway.text;
  const [first, second] = name.split('.');
  if (second !== undefined) {
    gateway.warn(
      'deprecated',
      `using legacy gatewayName format ${JSON.stringify(
        name,
      )}; prefer the <namespace>/<name> format: "${second}/${first}"`,
    );
  }
  gateway.refuse('name', fqdnProblem(name));
}

/** Gateways, by name or by `namespace/name`. */
export function validateGatewayNames(gateways: Field): void {
  for (const gateway of gateways.items) {
    const slash = gateway.text.indexOf('/');
    if (slash < 0) {
      validateShortName(gateway);
      continue;
    }
    const namespace = gateway.text.slice(0, slash);
    const name = gateway.text.slice(slash + 1);
    if (namespace === '' || name === '') {
      gateway.error(
        'name',
        'config namespace and gateway name cannot be empty',
      );
    }
    if (!isDnsLabel(namespace)) {
      gateway.error(
        'name',
        `invalid value for namespace: ${JSON.stringify(namespace)}`,
        'Write namespace/name.',
      );
    }
    if (!isDnsLabel(name)) {
      gateway.error(
        'name',
        `invalid value for gateway name: ${JSON.stringify(name)}`,
      );
    }
  }
}
