import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Workload } from '@ecotrack/mesh-engine';
import { becauseOf } from '../../questions/wording/why';
import { count, sentence } from '../../questions/wording/figures';
import type { Facts, Judge, Judgement } from '../types';
import { namesOf } from '../wording';
import { revisionOf, wantedRevision } from './revisions';

const RUNS = ['all', 'gateway', 'ambient'];

type Verdict = Pick<Judgement, 'state' | 'says' | 'next'>;

const injectIt = (workload: Workload): Judgement['next'] => ({
  title: 'Inject the proxy…',
  change: {
    template: 'injection',
    parameters: {
      namespace: workload.namespace,
      workload: workload.name,
      state: 'enabled',
    },
  },
});

/** Pods whose proxy is of another revision than the one that the labels ask for. */
function outdated({ input: { mesh } }: Facts, workload: Workload) {
  const wanted = wantedRevision(mesh, workload);
  const old = workload.pods.filter(pod => {
    const revision = revisionOf(pod);
    return (
      pod.dataPlane === 'sidecar' &&
      wanted !== undefined &&
      revision !== undefined &&
      revision !== wanted
    );
  });
  return { wanted, old };
}

function withoutProxy(workload: Workload): Verdict {
  const { name, sidecar } = workload;
  const { injected, pods, expected } = sidecar;
  const lacking = `${count(pods - injected, 'pod')} of ${name} ${
    pods - injected === 1 ? 'has' : 'have'
  } no proxy`;
  return expected
    ? {
        state: 'waiting',
        says: `${lacking}, though the labels ask for one: restart ${name}.`,
      }
    : {
        state: 'waiting',
        says: pods > 0 ? `${lacking}.` : `Nothing gives ${name} a proxy.`,
        next: injectIt(workload),
      };
}

function verdictOf(facts: Facts, workload: Workload): Verdict {
  const { name, sidecar, desired, ready, pods } = workload;
  if (sidecar.state === 'none' || sidecar.state === 'some') {
    return withoutProxy(workload);
  }
  if (pods.length === 0) {
    return desired === undefined || desired > 0
      ? { state: 'unknown', says: `No pods of ${name} are known.` }
      : { state: 'waiting', says: `${name} is scaled to no pods.` };
  }
  const { wanted, old } = outdated(facts, workload);
  if (old.length > 0) {
    return {
      state: 'waiting',
      says: `${count(old.length, 'pod')} of ${name} ${
        old.length === 1 ? 'runs' : 'run'
      } the proxy of revision ${revisionOf(
        old[0],
      )}, and the labels ask for ${wanted}: restart ${name}.`,
    };
  }
  const readyNow = ready ?? pods.filter(pod => pod.ready).length;
  if (readyNow === 0) {
    return {
      state: 'waiting',
      says: `None of ${count(pods.length, 'pod')} of ${name} is ready.`,
    };
  }
  return {
    state: RUNS.includes(sidecar.state) ? 'done' : 'unknown',
    says: `${readyNow} of ${count(pods.length, 'pod')} of ${name} ${
      readyNow === 1 ? 'is' : 'are'
    } ready, all with a proxy${wanted ? ` of revision ${wanted}` : ''}.`,
  };
}

const reasonsOf = (workload: Workload): Because[] => [
  {
    object: workload.ref,
    field: 'status.readyReplicas',
    says: `${workload.ready ?? 0} of ${workload.desired ?? 0} pods are ready.`,
  },
  ...becauseOf(workload.sidecar.because),
  ...workload.pods.map(pod => ({
    object: pod.ref,
    field: 'metadata.annotations',
    says: `Data plane ${pod.dataPlane}, revision ${
      revisionOf(pod) ?? 'not told'
    }.`,
  })),
];

const WORST_FIRST: Judgement['state'][] = [
  'failed',
  'waiting',
  'unknown',
  'done',
];

/** Whether its pods run, each with a proxy of the revision that the labels ask for. */
export const proxies: Judge = facts => {
  const { workloads, service } = facts.subject;
  if (workloads.length === 0) {
    return {
      state: 'waiting',
      says: 'No workload stands behind the Service.',
      because: service
        ? [
            {
              object: service.ref,
              field: 'spec.selector',
              says: 'It selects no pods.',
            },
          ]
        : [],
    };
  }
  const verdicts = workloads
    .map(workload => verdictOf(facts, workload))
    .sort(
      (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
    );
  const [worst] = verdicts;
  return {
    ...worst,
    says:
      worst.state === 'done' && verdicts.length > 1
        ? sentence(
            `all pods of ${namesOf(
              workloads.map(({ name }) => name),
            )} have a proxy`,
          )
        : worst.says,
    because: workloads.flatMap(reasonsOf),
  };
};
