import type { ChangeTemplate } from '../types';
import { faultInjection } from './actions/faultInjection';
import { mirror } from './actions/mirror';
import { redirect } from './actions/redirect';
import { requestHeaders } from './headers/requestHeaders';
import { retries } from './actions/retries';
import { rewrite } from './actions/rewrite';
import { timeout } from './actions/timeout';
import { connectionPool } from './balancing/connectionPool';
import { loadBalancing } from './balancing/loadBalancing';
import { outlierDetection } from './balancing/outlierDetection';
import { headerMatch } from './matches/headerMatch';
import { blueGreenSwitch } from './weights/blueGreen';
import {
  canaryAbort,
  canaryPromote,
  canaryStart,
  canaryStep,
} from './weights/canaries';
import { trafficWeights } from './weights/trafficWeights';

/** Changes of where requests go and of how they are treated on the way. @public */
export const trafficTemplates: ChangeTemplate[] = [
  trafficWeights,
  canaryStart,
  canaryStep,
  canaryPromote,
  canaryAbort,
  blueGreenSwitch,
  headerMatch,
  mirror,
  rewrite,
  redirect,
  requestHeaders,
  timeout,
  retries,
  faultInjection,
  loadBalancing,
  connectionPool,
  outlierDetection,
];
