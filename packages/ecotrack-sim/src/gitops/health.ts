import { groupOf, type KubeObject } from '@ecotrack/mesh-engine';
import { fieldsOf } from './fields';

/** Best first, as Argo CD ranks them. */
const RANKS = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
] as const;

export type Health = (typeof RANKS)[number];

function ofController({ spec, status }: KubeObject): Health {
  const { replicas } = fieldsOf(spec);
  const { readyReplicas, replicas: running } = fieldsOf(status);
  const wanted = typeof replicas === 'number' ? replicas : Number(running ?? 0);
  return Number(readyReplicas ?? 0) < wanted ? 'Progressing' : 'Healthy';
}

function ofRollout(rollout: KubeObject): Health {
  const { phase } = fieldsOf(rollout.status);
  if (phase === 'Paused') {
    return 'Suspended';
  }
  return phase === 'Degraded' || phase === 'Progressing'
    ? phase
    : ofController(rollout);
}

function ofCertificate({ status }: KubeObject): Health {
  const { conditions } = fieldsOf(status);
  const isReady =
    Array.isArray(conditions) &&
    conditions
      .map(fieldsOf)
      .some(
        condition => condition.type === 'Ready' && condition.status === 'True',
      );
  return isReady ? 'Healthy' : 'Progressing';
}

const ALWAYS = () => 'Healthy' as const;

/** Kinds that Argo CD knows the health of; it says nothing about those of Istio. */
const KINDS: Readonly<Record<string, (object: KubeObject) => Health>> = {
  'apps/Deployment': ofController,
  'apps/StatefulSet': ofController,
  'apps/DaemonSet': ofController,
  'argoproj.io/Rollout': ofRollout,
  'autoscaling/HorizontalPodAutoscaler': ALWAYS,
  'cert-manager.io/Certificate': ofCertificate,
  '/Service': ALWAYS,
};

/** Health of one object; undefined for kinds without one. */
export function healthOf(object: KubeObject): Health | undefined {
  return KINDS[`${groupOf(object.apiVersion)}/${object.kind}`]?.(object);
}

/** The worst of all. */
export function worstOf(all: readonly Health[]): Health {
  return RANKS[Math.max(0, ...all.map(health => RANKS.indexOf(health)))];
}
