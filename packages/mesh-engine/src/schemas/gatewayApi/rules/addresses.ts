import { isIp } from '../../isIp';
import { matches } from '../../matches';
import type { Rule } from '../../schema';

interface Address {
  type?: string;
  value?: string;
}

const HOSTNAME =
  '^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';

export const addressIsIp: Rule<Address> = {
  apiServer: 'must validate one and only one schema (oneOf)',
  message: 'An address of the type IPAddress is no IP address.',
  fix: 'Write an address of IPv4 or IPv6, or set type to Hostname.',
  judge: ({ type = 'IPAddress', value }) =>
    type !== 'IPAddress' || value === undefined || isIp(value),
};

export const addressIsHostname: Rule<Address> = {
  apiServer: `Hostname value must be empty or contain only valid characters (matching ${HOSTNAME})`,
  message: 'An address of the type Hostname is no name as DNS has it.',
  fix: 'Write lower-case letters, digits, hyphens and dots only.',
  judge: ({ type, value }) =>
    type !== 'Hostname' || value === undefined || matches(HOSTNAME, value),
};

/** No address of this type stands there twice. */
export function uniqueAddresses(
  type: 'IPAddress' | 'Hostname',
): Rule<Address[]> {
  return {
    apiServer: `${type} values must be unique`,
    message: 'The same address is asked for twice.',
    fix: 'Remove one of the two.',
    judge: addresses => {
      const values = addresses
        .filter(address => (address.type ?? 'IPAddress') === type)
        .flatMap(({ value }) => (value === undefined ? [] : [value]));
      return new Set(values).size === values.length;
    },
  };
}
