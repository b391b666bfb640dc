import type { Rule } from '../schema';

const isPort = (port: number) => port > 0 && port <= 65535;

const outOfRange = {
  apiServer: 'port must be between 1-65535',
  message: 'Ports go from 1 to 65535.',
  fix: 'Write the number of a port.',
};

export const portNumber: Rule<number> = {
  ...outOfRange,
  judge: isPort,
};

export const portNumbersAsKeys: Rule<Record<string, unknown>> = {
  ...outOfRange,
  message: 'The keys are numbers of ports, from 1 to 65535.',
  judge: ports => {
    const keys = Object.keys(ports);
    if (keys.some(key => /^[-+]?\d+$/.test(key) && !isPort(Number(key)))) {
      return false;
    }
    return (
      keys.every(key => /^[-+]?\d+$/.test(key)) ||
      "type conversion error from 'string' to 'int'"
    );
  },
};

export const portNames: Rule<Record<string, unknown>> = {
  apiServer: 'port name must be valid',
  message:
    'Names of ports have letters, digits and hyphens, begin and end with a letter or digit, and are shorter than 63 characters.',
  fix: 'Rename the port.',
  judge: ports =>
    Object.keys(ports).every(
      name =>
        name.length < 63 &&
        /^[a-zA-Z0-9][-a-zA-Z0-9]*$/.test(name) &&
        !name.endsWith('-'),
    ),
};

export const uniquePortNumbers: Rule<{ number: number }[]> = {
  apiServer: 'port number cannot be duplicated',
  message: 'Two ports have the same number.',
  fix: 'Give each port its own number, or remove the second.',
  judge: ports => new Set(ports.map(port => port.number)).size === ports.length,
};
