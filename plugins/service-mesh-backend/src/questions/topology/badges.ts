import type { MeshService } from '@ecotrack/mesh-engine';
import type { TopologyNode } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { configuredMode } from '../mtls/modes';
import { fieldsOf } from '../objects/fields';
import { encryptionOf } from '../traffic/encryption';
import { nodeId } from '../traffic/peers';
import type { TrafficIndex } from '../traffic/TrafficIndex';

type Badge = TopologyNode['badges'][number];

/** What about a service is worth a mark in the graph. */
export function badgesOf(
  input: QuestionInput,
  index: TrafficIndex,
  service: MeshService,
): Badge[] {
  const { mesh } = input;
  const badges: Badge[] = [];
  const states = service.workloads.map(({ sidecar }) => sidecar.state);
  if (states.length > 0 && states.every(state => state === 'none')) {
    badges.push('no-sidecar');
  } else if (states.some(state => state === 'none' || state === 'some')) {
    badges.push('partial-sidecar');
  }
  const split = mesh.splits(service)?.default;
  if (split && split.filter(({ weight }) => weight > 0).length > 1) {
    badges.push('canary');
  }
  const objects = mesh.objectsOf(service);
  const policies = objects
    .filter(({ kind }) => kind === 'DestinationRule')
    .map(({ spec }) => fieldsOf(fieldsOf(spec).trafficPolicy));
  if (policies.some(policy => 'outlierDetection' in policy)) {
    badges.push('circuit-breaker');
  }
  if (objects.some(({ kind }) => kind === 'AuthorizationPolicy')) {
    badges.push('authorization');
  }
  const hasFault = objects
    .filter(({ kind }) => kind === 'VirtualService')
    .some(({ spec }) => {
      const { http } = fieldsOf(spec);
      return (
        Array.isArray(http) && http.some(route => 'fault' in fieldsOf(route))
      );
    });
  if (hasFault) {
    badges.push('fault');
  }
  const modes = service.ports.map(
    port => configuredMode(input, service, port).mode,
  );
  if (modes.includes('permissive')) {
    badges.push('permissive');
  }
  const calledInPlaintext = index
    .into(nodeId({ type: 'service', service }))
    .some(({ call, target }) => encryptionOf(call, target) === 'plaintext');
  if (calledInPlaintext && modes.some(mode => mode !== 'plaintext')) {
    badges.push('plaintext');
  }
  const isShort = service.workloads.some(
    ({ desired, ready }) => ready !== undefined && ready < (desired ?? ready),
  );
  if (isShort) {
    badges.push('not-ready');
  }
  return badges;
}
