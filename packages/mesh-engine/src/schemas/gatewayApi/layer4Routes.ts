import { isIp } from '../isIp';
import { matches } from '../matches';
import { hostname, subdomain } from '../parts/names';
import { list, object, required, type Infer, type Rule } from '../schema';
import { plainBackendRefs } from './backends';
import { parentRefs } from './parentRefs';

const LABELS = subdomain.pattern ?? '';

const noAddress: Rule<string[]> = {
  apiServer: 'Hostnames cannot contain an IP',
  message: 'One of the hostnames is an IP address; TLS names servers by name.',
  fix: 'Write a name.',
  judge: names => !names.some(isIp),
};

const plainNames: Rule<string[]> = {
  apiServer: 'Hostnames must be valid based on RFC-1123',
  message: 'One of the hostnames is no name as DNS has it.',
  fix: 'Write lower-case letters, digits, hyphens and dots only.',
  judge: names =>
    names.every(name => name.includes('*') || matches(LABELS, name)),
};

const leadingWildcards: Rule<string[]> = {
  apiServer:
    'Wildcards on hostnames must be the first label, and the rest of hostname must be valid based on RFC-1123',
  message: 'One of the hostnames has a * that is not its first part.',
  fix: 'Write the wildcard first and alone, such as *.example.com.',
  judge: names =>
    names.every(
      name =>
        !name.includes('*') ||
        (name.startsWith('*.') && matches(LABELS, name.slice(2))),
    ),
};

const rules = required(
  list(object({ backendRefs: required(plainBackendRefs), name: subdomain }), {
    min: 1,
    max: 1,
  }),
);

/** TCPRoute and UDPRoute. */
export const plainRoute = object({ parentRefs, rules });

export const tlsRoute = object({
  hostnames: required(
    list(hostname, {
      min: 1,
      max: 1024,
      rules: [noAddress, plainNames, leadingWildcards],
    }),
  ),
  parentRefs,
  rules,
});

export type PlainRouteSpec = Infer<typeof plainRoute>;
export type TlsRouteSpec = Infer<typeof tlsRoute>;
