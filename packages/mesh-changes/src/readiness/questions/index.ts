import type { Question } from '../reading/Question';
import { externalNames } from './externalNames';
import { headless } from './headless';
import { hostNetwork } from './hostNetwork';
import { identity } from './identity';
import { initContainers } from './initContainers';
import { injected } from './injected';
import { jobs } from './jobs';
import { networkPolicies } from './networkPolicies';
import { plaintextCalls } from './plaintextCalls';
import { podSecurity } from './podSecurity';
import { portProtocols } from './portProtocols';
import { probes } from './probes';
import { proxyPorts } from './proxyPorts';
import { proxyUser } from './proxyUser';
import { serverFirst } from './serverFirst';
import { sharedServices } from './sharedServices';
import { startOrder } from './startOrder';
import { strict } from './strict';

/** Every question, in the order in which one would ask. */
export const QUESTIONS: readonly Question[] = [
  injected,
  hostNetwork,
  podSecurity,
  proxyUser,
  proxyPorts,
  portProtocols,
  serverFirst,
  probes,
  initContainers,
  startOrder,
  jobs,
  networkPolicies,
  headless,
  sharedServices,
  externalNames,
  identity,
  strict,
  plaintextCalls,
];
