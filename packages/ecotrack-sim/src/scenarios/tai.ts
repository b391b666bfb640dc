import { INTERNET, type Scenario } from './types';

const INGRESS = 'istio-system/istio-ingressgateway';
const GOVERNOR = 'tai-system/governor';
const COORDINATOR = 'tai-system/coordinator';

/** TAI: gRPC services behind the ingress gateway, with a canary of the coordinator. */
export const tai: Scenario = {
  cluster: 'tai',
  folder: 'tai',
  calls: [
    { from: INTERNET, to: INGRESS, rate: 60 },
    { from: INGRESS, to: GOVERNOR, perRequest: 1 },
    { from: GOVERNOR, to: COORDINATOR, perRequest: 1.5, matchedShare: 0.01 },
    { from: 'tai-system/scheduler', to: COORDINATOR, rate: 12 },
  ],
  behaviours: {
    [GOVERNOR]: { latency: 9, errorShare: 0.0004 },
    [COORDINATOR]: { latency: 14, errorShare: 0.0007 },
  },
};
