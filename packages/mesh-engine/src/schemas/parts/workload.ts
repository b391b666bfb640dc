import { portNames, portNumber } from '../rules/ports';
import { absoluteSocket, socketIsNoFolder } from '../rules/unixSockets';
import { map, text, uint32, type Rule } from '../schema';

/** Fields of a workload outside Kubernetes, wherever it is described. */
export const workloadFields = {
  address: text({ max: 256, rules: [absoluteSocket, socketIsNoFolder] }),
  labels: map(text(), { max: 256 }),
  locality: text({ max: 2048 }),
  network: text({ max: 2048 }),
  ports: map(uint32({ rules: [portNumber] }), {
    max: 128,
    rules: [portNames],
  }),
  serviceAccount: text({ max: 253 }),
  weight: uint32(),
};

export const addressOrNetwork: Rule<{ address?: string; network?: string }> = {
  apiServer: 'Address is required',
  message: 'Nothing says where this workload is reached.',
  fix: 'Add address, or network when its gateway is the way to it.',
  judge: ({ address, network }) =>
    address !== undefined || network !== undefined,
};
