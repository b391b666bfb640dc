import type { MtlsConfigured } from '@ecotrack/backstage-plugin-service-mesh-common';
import { configuredMode } from '../../questions/mtls/modes';
import { sentence } from '../../questions/wording/figures';
import type { Facts, Judge, Judgement } from '../types';
import { portsDo } from '../wording';

const WEAKEST_FIRST: MtlsConfigured['mode'][] = [
  'plaintext',
  'permissive',
  'unknown',
  'strict',
];

function tighten({ subject, isInMesh }: Facts): Judgement['next'] {
  const [first, ...others] = subject.workloads;
  return isInMesh
    ? {
        title: 'Require mTLS…',
        change: {
          template: 'mtls-mode',
          parameters: {
            namespace: subject.namespace,
            ...(first && others.length === 0 && { workload: first.name }),
            mode: 'STRICT',
          },
        },
      }
    : undefined;
}

/** Whether every port refuses plaintext by its configuration. */
export const configured: Judge = facts => {
  const { input, isEntry, isInMesh } = facts;
  const { service } = facts.subject;
  if (isEntry) {
    return {
      state: 'not-needed',
      says: 'Clients outside the mesh call it; they have no certificate of the mesh.',
      because: [],
    };
  }
  const modes = (service?.ports ?? []).map(port => ({
    port,
    ...(service && configuredMode(input, service, port)),
  }));
  const because = modes.flatMap(each => each.because ?? []);
  const worst = WEAKEST_FIRST.find(mode =>
    modes.some(each => each.mode === mode),
  );
  const portsDoing = (
    mode: MtlsConfigured['mode'],
    one: string,
    several: string,
  ) =>
    portsDo(
      modes.filter(each => each.mode === mode).map(({ port }) => port.number),
      one,
      several,
    );
  switch (worst) {
    case 'strict':
      return {
        state: 'done',
        says: portsDoing(
          'strict',
          'takes connections with mutual TLS alone.',
          'take connections with mutual TLS alone.',
        ),
        because,
      };
    case 'permissive':
      return {
        state: 'waiting',
        says: portsDoing(
          'permissive',
          'takes plaintext too.',
          'take plaintext too.',
        ),
        because,
        next: tighten(facts),
      };
    case 'plaintext':
      return {
        state: 'waiting',
        says: isInMesh
          ? portsDoing(
              'plaintext',
              'takes plaintext alone.',
              'take plaintext alone.',
            )
          : 'Without a proxy it takes plaintext alone.',
        because,
        next: tighten(facts),
      };
    case 'unknown':
      return {
        state: 'unknown',
        says: sentence(because[because.length - 1]?.says ?? 'nothing tells'),
        because,
      };
    default:
      return { state: 'done', says: 'It has no ports.', because };
  }
};
