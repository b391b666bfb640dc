import type { Rule } from '../schema';

const SCHEME = 'unix://';

export const absoluteSocket: Rule<string> = {
  apiServer: 'UDS must be an absolute path or abstract socket',
  message:
    'A Unix socket is named by an absolute path or as an abstract socket.',
  fix: 'Write unix:///path/of/the/socket, or unix://@name.',
  judge: address =>
    !address.startsWith(SCHEME) ||
    ['/', '@'].includes(address.charAt(SCHEME.length)),
};

export const socketIsNoFolder: Rule<string> = {
  apiServer: 'UDS may not be a dir',
  message: 'The address of a Unix socket ends with a slash, as a folder.',
  fix: 'Name the socket itself.',
  judge: address => !address.startsWith(SCHEME) || !address.endsWith('/'),
};

export const socketWithoutPorts: Rule<{ address?: string; ports?: unknown }> = {
  apiServer: 'UDS may not include ports',
  message: 'A Unix socket has no ports.',
  fix: 'Remove ports, or give the address of a machine.',
  judge: ({ address, ports }) =>
    !(address ?? '').startsWith(SCHEME) || ports === undefined,
};
