import type { ChangeTemplate } from '../types';
import { externalService } from './external/externalService';
import { injection } from './injection/injection';
import { sidecarScope } from './sidecar/sidecarScope';
import { telemetry } from './telemetry/telemetry';

/** Changes of proxies, and of what they know outside the mesh. */
export const edgeTemplates: ChangeTemplate[] = [
  externalService,
  sidecarScope,
  injection,
  telemetry,
];
