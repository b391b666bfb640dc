import type { Caller } from '../security/common/callers';

export type Tier = 'standard' | 'internal' | 'pci' | 'external-facing';
export type Runtime = 'spring-boot' | 'node' | 'go' | 'tcp';

export type OnboardPort = {
  name?: string;
  protocol: string;
  number: number;
  targetPort?: number;
};

export type OnboardCaller = Required<Caller> & {
  methods?: string[];
  paths?: string[];
};

export type OnboardDependency = {
  namespace?: string;
  service?: string;
  host?: string;
  port: number;
  methods?: string[];
  paths?: string[];
};

export type DataStore = {
  kind: 'postgresql' | 'redis' | 'kafka';
  namespace: string;
  service?: string;
  port: number;
};

export type ExternalApi = {
  host: string;
  port: number;
  throughEgress?: boolean;
};

export type OnboardParameters = {
  namespace: string;
  service: string;
  createNamespace?: boolean;
  tier: Tier;
  runtime: Runtime;
  image?: string;
  workload?: string;
  managementPort?: number;
  probes?: { readiness: string; liveness: string };
  ports: OnboardPort[];
  callers?: OnboardCaller[];
  dependencies?: OnboardDependency[];
  dataStores?: DataStore[];
  externalApis?: ExternalApi[];
  replicas?: { min: number; max: number };
  ownServiceAccount?: boolean;
  ingress?: { host: string; paths?: string[] };
};
