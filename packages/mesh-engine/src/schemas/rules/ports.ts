import type { Rule } from '../schema';

const isPort = (port: number) => port > 0 && port <= 65535;

const outOfRange = {
  apiServer: 'port must be between 1-65535',
  message: 'Ports go from 1 to 65535.',
  fix: 'Write the number of a port.',
};

export const portNumber: Rule<number> = {
  name: 'port from 1 to 65535',
  ...outOfRange,
  judge: isPort,
};

export const portNumbersAsKeys: Rule<Record<string, unknown>> = {
  name: 'keys are ports',
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
  name: 'port names',
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
  name: 'each port once',
  apiServer: 'port number cannot be duplicated',
  message: 'Two ports have the same number.',
  fix: 'Give each port its own number, or remove the second.',
  judge: ports => new Set(ports.map(port => port.number)).size === ports.length,
};
