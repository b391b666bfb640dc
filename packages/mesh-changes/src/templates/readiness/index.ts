import type { ChangeTemplate } from '../types';
import { nativeSidecar } from './nativeSidecar';
import { portProtocol } from './portProtocol';
import { probeRewrite } from './probeRewrite';

/** Changes that make workloads ready for a proxy. */
export const readinessTemplates: ChangeTemplate[] = [
  nativeSidecar,
  portProtocol,
  probeRewrite,
];
