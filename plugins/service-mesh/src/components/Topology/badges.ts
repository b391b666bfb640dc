import type { TopologyNode } from '@ecotrack/backstage-plugin-service-mesh-common';

type Badge = TopologyNode['badges'][number];

/** The badges of a node in words. */
export const BADGE_WORDS: Record<Badge, string> = {
  'no-sidecar': 'no proxy',
  'partial-sidecar': 'proxy missing',
  canary: 'canary',
  'circuit-breaker': 'circuit breaker',
  permissive: 'permissive',
  plaintext: 'plaintext',
  authorization: 'authorization policy',
  fault: 'fault',
  'not-ready': 'not ready',
};

/** Said in the panel and in the table only: no reason to look. */
export const QUIET_BADGES: ReadonlySet<Badge> = new Set([
  'canary',
  'circuit-breaker',
  'authorization',
]);
