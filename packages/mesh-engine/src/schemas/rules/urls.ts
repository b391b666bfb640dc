import type { Rule } from '../schema';
import { schemeOfUrl } from '../schemeOfUrl';

const MODULE_SCHEMES = ['', 'http', 'https', 'file', 'oci'];

export const moduleUrl: Rule<string> = {
  apiServer: 'url must have schema one of [http, https, file, oci]',
  message: 'A Wasm module is fetched by http, https, oci or from a file.',
  fix: 'Begin the URL with oci://, https://, http:// or file://.',
  judge: url => {
    const scheme = schemeOfUrl(url) ?? schemeOfUrl(`http://${url}`);
    return scheme !== undefined && MODULE_SCHEMES.includes(scheme);
  },
};

export const keySetUrl: Rule<string> = {
  apiServer: 'url must have scheme http:// or https://',
  message: 'A key set is fetched by http or https.',
  fix: 'Begin the URL with https:// or http://.',
  judge: url => {
    const scheme = schemeOfUrl(url);
    return scheme === undefined
      ? `URL parse error during conversion from string: parse "${url}": invalid URI for request`
      : ['http', 'https'].includes(scheme);
  },
};
