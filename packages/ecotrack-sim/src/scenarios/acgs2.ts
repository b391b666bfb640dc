import { INTERNET, type Scenario } from './types';

const INGRESS = 'istio-system/istio-ingressgateway';
const CORE = 'acgs-system/constitutional-core';
const AGENTS = 'acgs-system/agent-services';

/** ACGS-2: governance services that call external language models. */
export const acgs2: Scenario = {
  cluster: 'acgs2',
  folder: 'acgs2',
  calls: [
    { from: INTERNET, to: INGRESS, rate: 180 },
    { from: INGRESS, to: CORE, perRequest: 1 },
    { from: CORE, to: AGENTS, perRequest: 0.5 },
    { from: CORE, to: 'acgs-system/management-services', perRequest: 0.2 },
    { from: CORE, to: 'acgs-system/database', bytesPerRequest: 1200 },
    { from: AGENTS, to: 'api.groq.com', perRequest: 0.4 },
    { from: AGENTS, to: 'api.openai.com', perRequest: 0.1 },
  ],
  behaviours: {
    [CORE]: { latency: 2, errorShare: 0.0001 },
    [AGENTS]: { latency: 3, errorShare: 0.0002 },
    'api.groq.com': { latency: 240, errorShare: 0.003 },
    'api.openai.com': { latency: 600, errorShare: 0.004 },
  },
};
