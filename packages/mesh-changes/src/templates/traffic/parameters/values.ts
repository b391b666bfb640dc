import type { ParameterSchema } from '../../types';

const TIME = '([0-9]{1,5}(\\.[0-9]{1,3})?(ms|s|m|h)){1,4}$';

/** A time such as `500ms`, `2s` or `1m30s`. */
export const DURATION: ParameterSchema = {
  type: 'string',
  pattern: `^(?![0.]+(ms|s|m|h)$)${TIME}`,
  maxLength: 32,
  examples: ['500ms', '2s', '1m30s'],
};

/** A time, or `0s` for none. */
export const DURATION_OR_NONE: ParameterSchema = {
  ...DURATION,
  pattern: `^${TIME}`,
};

/** A share of the requests. */
export const PERCENTAGE: ParameterSchema = {
  type: 'number',
  minimum: 0,
  maximum: 100,
};

/** A share of the requests that is a whole number, as weights are. */
export const WEIGHT: ParameterSchema = {
  type: 'integer',
  title: 'Share in percent',
  minimum: 0,
  maximum: 100,
};

/** A version of the service, by the version label of its pods or the name of its subset. */
export const VERSION: ParameterSchema = {
  type: 'string',
  title: 'Version',
  description: 'The version label of its pods, or the name of its subset.',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$',
  maxLength: 63,
  examples: ['v2'],
  'x-picker': 'version',
};

/** Name of a header. */
export const HEADER_NAME: ParameterSchema = {
  type: 'string',
  title: 'Header',
  description: 'Letters, digits, - and _.',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?$',
  maxLength: 128,
  examples: ['x-user-group'],
};

/** Printable ASCII without the percent sign, which proxies read as a command, and without blanks around it. */
export const HEADER_VALUE: ParameterSchema = {
  type: 'string',
  title: 'Value',
  description: 'Printable characters, without % and without blanks around it.',
  pattern: '^[!-$&-~]([ -$&-~]*[!-$&-~])?$',
  maxLength: 1024,
};

/** A path of a URL. */
export const PATH: ParameterSchema = {
  type: 'string',
  description: 'It begins with a slash and has no query.',
  pattern: "^/([A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*$",
  maxLength: 512,
  examples: ['/orders'],
};

/** A host without a port. */
export const HOST: ParameterSchema = {
  type: 'string',
  pattern:
    '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
  maxLength: 253,
  examples: ['shop.example.com'],
};

/** Whether what the other parameters describe is taken away. */
export const REMOVE: ParameterSchema = {
  type: 'boolean',
  title: 'Take it away',
  description: 'Take away what is there instead of setting it.',
  default: false,
};
