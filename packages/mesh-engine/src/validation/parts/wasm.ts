import { schemeOfUrl } from '../../schemas/schemeOfUrl';
import type { Field } from '../Field';

const SCHEMES = ['', 'file', 'http', 'https', 'oci'];
const MAX_SECRET = 253;
const MAX_NAME = 256;

function urlProblem(url: string): string | undefined {
  if (url === '') {
    return 'url field needs to be set';
  }
  const scheme = schemeOfUrl(url) ?? schemeOfUrl(`http://${url}`);
  if (scheme === undefined) {
    return `failed to parse url: ${url}`;
  }
  return SCHEMES.includes(scheme)
    ? undefined
    : `url contains unsupported scheme: ${scheme}`;
}

function shaProblem(sha256: string): string | undefined {
  if (sha256 === '') {
    return undefined;
  }
  if (sha256.length !== 64) {
    return 'sha256 field must be 64 characters long';
  }
  return /^[a-f0-9]+$/.test(sha256)
    ? undefined
    : 'sha256 field must match [a-f0-9]{64} pattern';
}

function validateEnvironment(env: Field): void {
  const names = new Set<string>();
  for (const variable of env.items.filter(({ isSet }) => isSet)) {
    const name = variable.get('name').text;
    const value = variable.get('value').text;
    if (name === '') {
      variable.error(
        'required',
        'spec.vmConfig.env invalid',
        'Name the variable.',
      );
    } else if (name.length > MAX_NAME) {
      variable.error(
        'range',
        'env.name field must be less than 255 characters long',
      );
    } else if (names.has(name)) {
      variable.error('duplicate', 'duplicate env');
    } else if (variable.get('valueFrom').text === 'HOST' && value !== '') {
      variable.error(
        'exclusive',
        'value may only be set when valueFrom is INLINE',
      );
    }
    names.add(name);
  }
}

/** A module in Wasm: where it is, how it is checked, and what it is given. */
export function validateWasm(wasm: Field): void {
  wasm
    .get('url')
    .refuse(
      'url',
      urlProblem(wasm.get('url').text),
      'Begin the URL with oci://, https://, http:// or file://.',
    );
  wasm
    .get('sha256')
    .refuse(
      'range',
      shaProblem(wasm.get('sha256').text),
      'Write the checksum in 64 lower case hexadecimal digits.',
    );
  if (wasm.get('imagePullSecret').text.length > MAX_SECRET) {
    wasm
      .get('imagePullSecret')
      .error(
        'range',
        'imagePullSecret field must be less than 253 characters long',
      );
  }
  if (wasm.get('pluginName').text.length > MAX_NAME) {
    wasm
      .get('pluginName')
      .error('range', 'pluginName field must be less than 255 characters long');
  }
  validateEnvironment(wasm.get('vmConfig').get('env'));
}

/** Traffic that an extension handles. */
export function validateTrafficSelectors(match: Field): void {
  match.items.forEach((selector, index) => {
    if (!selector.isSet) {
      selector.error('required', `spec.Match[${index}] is nil`);
    }
    selector.get('ports').items.forEach((port, portIndex) => {
      const place = `spec.Match[${index}].Ports[${portIndex}]`;
      const { number } = port.get('number');
      if (!port.isSet) {
        port.error('required', `${place} is nil`);
      } else if (number <= 0 || number > 65535) {
        port.error('port', `${place} is out of range: ${number}`);
      }
    });
  });
}
