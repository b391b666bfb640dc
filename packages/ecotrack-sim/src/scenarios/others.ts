import type { Scenario } from './types';

/** TAI: gRPC services behind the ingress gateway, with a canary of the coordinator. */
export const tai: Scenario = {
  cluster: 'tai',
  folder: 'tai',
  calls: [
    { from: 'internet', to: 'istio-system/istio-ingressgateway', rate: 60 },
    {
      from: 'istio-system/istio-ingressgateway',
      to: 'tai-system/governor',
      perRequest: 1,
    },
    {
      from: 'tai-system/governor',
      to: 'tai-system/coordinator',
      perRequest: 1.5,
      matchedShare: 0.01,
    },
    { from: 'tai-system/scheduler', to: 'tai-system/coordinator', rate: 12 },
  ],
  behaviours: {
    'tai-system/governor': { latency: 9, errorShare: 0.0004 },
    'tai-system/coordinator': { latency: 14, errorShare: 0.0007 },
  },
};

const mailyEnvironment = (namespace: string, rate: number) => [
  {
    from: 'istio-system/istio-ingress',
    to: `${namespace}/maily-backend`,
    rate,
  },
  {
    from: `${namespace}/maily-backend`,
    to: `${namespace}/email-service`,
    perRequest: 0.5,
  },
  {
    from: `${namespace}/maily-backend`,
    to: `${namespace}/ai-service`,
    perRequest: 0.3,
  },
  {
    from: `${namespace}/maily-backend`,
    to: `${namespace}/database`,
    bytesPerRequest: 1800,
  },
];

/** Maily: production and staging as namespaces of one cluster. */
export const maily: Scenario = {
  cluster: 'maily',
  folder: 'maily',
  calls: [
    { from: 'internet', to: 'istio-system/istio-ingress', rate: 44 },
    ...mailyEnvironment('maily-production', 40),
    ...mailyEnvironment('maily-staging', 4),
  ],
  behaviours: {
    'maily-production/email-service': { latency: 30, errorShare: 0.002 },
    'maily-production/ai-service': { latency: 320, errorShare: 0.004 },
  },
};

/** ACGS-2: governance services that call external language models. */
export const acgs2: Scenario = {
  cluster: 'acgs2',
  folder: 'acgs2',
  calls: [
    { from: 'internet', to: 'istio-system/istio-ingressgateway', rate: 180 },
    {
      from: 'istio-system/istio-ingressgateway',
      to: 'acgs-system/constitutional-core',
      perRequest: 1,
    },
    {
      from: 'acgs-system/constitutional-core',
      to: 'acgs-system/agent-services',
      perRequest: 0.5,
    },
    {
      from: 'acgs-system/constitutional-core',
      to: 'acgs-system/management-services',
      perRequest: 0.2,
    },
    {
      from: 'acgs-system/agent-services',
      to: 'api.groq.com',
      perRequest: 0.4,
    },
    {
      from: 'acgs-system/agent-services',
      to: 'api.openai.com',
      perRequest: 0.1,
    },
  ],
  behaviours: {
    'acgs-system/constitutional-core': { latency: 2, errorShare: 0.0001 },
    'acgs-system/agent-services': { latency: 3, errorShare: 0.0002 },
    'api.groq.com': { latency: 240, errorShare: 0.003 },
    'api.openai.com': { latency: 600, errorShare: 0.004 },
  },
};
