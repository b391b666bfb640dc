import { workloadSelector } from '../parts/selectors';
import { addressOrNetwork, workloadFields } from '../parts/workload';
import { atMostOneOf } from '../rules/atMostOneOf';
import { portNumber, uniquePortNumbers } from '../rules/ports';
import { socketWithoutPorts } from '../rules/unixSockets';
import {
  list,
  object,
  required,
  text,
  uint32,
  type Infer,
  type Rule,
} from '../schema';

interface Resolved {
  addresses?: string[];
  endpoints?: unknown[];
  resolution?: string;
}

const hostIsNoWildcard: Rule<string> = {
  apiServer: 'hostname cannot be wildcard',
  message: 'A ServiceEntry cannot stand for every host.',
  fix: 'Name the host, or all hosts of a domain, such as *.example.com.',
  judge: host => host !== '*',
};

const rangesOfAddresses: Rule<Resolved> = {
  apiServer: 'CIDR addresses are allowed only for NONE/STATIC resolution types',
  message:
    'A range of addresses stands for many machines, which DNS cannot resolve.',
  fix: 'Set resolution to NONE or STATIC, or list single addresses.',
  judge: ({ addresses = [], resolution = 'NONE' }) =>
    ['STATIC', 'NONE'].includes(resolution) ||
    !addresses.some(address => address.includes('/')),
};

const noneWithoutEndpoints: Rule<Resolved> = {
  apiServer: 'NONE mode cannot set endpoints',
  message:
    'With resolution NONE, which is the default, traffic goes where the client asks for; endpoints have no meaning.',
  fix: 'Set resolution to STATIC or DNS, or remove endpoints.',
  judge: ({ endpoints, resolution = 'NONE' }) =>
    resolution !== 'NONE' || endpoints === undefined,
};

const roundRobinWithOneEndpoint: Rule<Resolved> = {
  apiServer: 'DNS_ROUND_ROBIN mode cannot have multiple endpoints',
  message: 'With resolution DNS_ROUND_ROBIN only one endpoint can be resolved.',
  fix: 'Keep one endpoint, or set resolution to DNS.',
  judge: ({ endpoints = [], resolution }) =>
    resolution !== 'DNS_ROUND_ROBIN' || endpoints.length <= 1,
};

export const serviceEntry = object(
  {
    addresses: list(text({ max: 64 }), { max: 256 }),
    endpoints: list(
      object(workloadFields, { rules: [addressOrNetwork, socketWithoutPorts] }),
      { max: 4096 },
    ),
    exportTo: list(text()),
    hosts: required(
      list(text({ rules: [hostIsNoWildcard] }), { min: 1, max: 256 }),
    ),
    location: text({ values: ['MESH_EXTERNAL', 'MESH_INTERNAL'] }),
    ports: list(
      object({
        name: required(text({ max: 256 })),
        number: required(uint32({ rules: [portNumber] })),
        protocol: text({ max: 256 }),
        targetPort: uint32({ rules: [portNumber] }),
      }),
      { max: 256, keys: ['name'], rules: [uniquePortNumbers] },
    ),
    resolution: text({
      values: ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'],
    }),
    subjectAltNames: list(text()),
    workloadSelector,
  },
  {
    rules: [
      atMostOneOf(
        ['workloadSelector', 'endpoints'],
        'only one of WorkloadSelector or Endpoints can be set',
      ),
      rangesOfAddresses,
      noneWithoutEndpoints,
      roundRobinWithOneEndpoint,
    ],
  },
);

export type ServiceEntrySpec = Infer<typeof serviceEntry>;
