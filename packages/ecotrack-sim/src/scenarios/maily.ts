import { INTERNET, type Call, type Scenario } from './types';

const INGRESS = 'istio-system/istio-ingress';

function calls(namespace: string, share: number): Call[] {
  const backend = `${namespace}/maily-backend`;
  return [
    { from: INGRESS, to: backend, perRequest: share },
    { from: backend, to: `${namespace}/email-service`, perRequest: 0.5 },
    { from: backend, to: `${namespace}/ai-service`, perRequest: 0.3 },
    { from: backend, to: `${namespace}/database`, bytesPerRequest: 1800 },
  ];
}

/** Maily: production and staging as namespaces of one cluster. */
export const maily: Scenario = {
  cluster: 'maily',
  folder: 'maily',
  calls: [
    { from: INTERNET, to: INGRESS, rate: 44 },
    ...calls('maily-production', 0.9),
    ...calls('maily-staging', 0.1),
  ],
  behaviours: {
    'maily-production/email-service': { latency: 30, errorShare: 0.002 },
    'maily-production/ai-service': { latency: 320, errorShare: 0.004 },
  },
};
