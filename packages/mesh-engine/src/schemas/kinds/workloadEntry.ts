import { addressOrNetwork, workloadFields } from '../parts/workload';
import { socketWithoutPorts } from '../rules/unixSockets';
import { object, type Infer } from '../schema';

export const workloadEntry = object(workloadFields, {
  rules: [addressOrNetwork, socketWithoutPorts],
});

export type WorkloadEntrySpec = Infer<typeof workloadEntry>;
