import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshService } from '@ecotrack/mesh-engine';
import { nodeId } from '../../questions/traffic/peers';
import { totalsOf } from '../../questions/traffic/calls';
import { rate } from '../../questions/wording/figures';
import type { Facts, Judge, Judgement } from '../types';
import { namesOf, whoDoes } from '../wording';
import { declaredOf, type Declared } from './declared';
import { reachOf, type Reach } from './reach';

type State = Reach['state'] | 'missing';

interface Checked {
  name: string;
  target?: MeshService;
  state: State;
  because: Because[];
}

const BEST_FIRST: State[] = [
  'open',
  'refused',
  'broken',
  'unrouted',
  'missing',
];
const WORST_FIRST = [...BEST_FIRST].reverse();

const SAYS: Record<State, string> = {
  open: 'The service is let in.',
  refused: 'It refuses the service.',
  broken: 'It does not take what the service sends.',
  unrouted: 'The proxy of the service does not know the way to it.',
  missing: 'Nothing in this environment is it.',
};

/** What the metrics saw of the calls, which adds to the evidence and decides nothing. */
function seen({ index, subject }: Facts, target: MeshService): Because[] {
  const own = subject.service
    ? nodeId({ type: 'service', service: subject.service })
    : undefined;
  if (!own) {
    return [];
  }
  const id = nodeId({ type: 'service', service: target });
  const calls = index.into(id).filter(({ sourceId }) => sourceId === own);
  const { requestRate, byteRate } = totalsOf(calls.map(({ call }) => call));
  const flow =
    requestRate > 0 ? rate(requestRate) : byteRate > 0 && rate(byteRate, 'B/s');
  return flow
    ? [
        {
          says: `${flow} seen to ${target.name}.`,
          query: `{destination_service="${target.host}"}`,
        },
      ]
    : [];
}

/** Every caller has to be let in, at the port that is named or at one of them all. */
function checkTarget(
  facts: Facts,
  { name: declared, targets, port, says }: Declared,
  target: MeshService,
): Checked {
  const name = targets.length === 1 ? declared : target.name;
  const ports = target.ports.filter(
    ({ number }) => port === undefined || number === port,
  );
  const reaches = facts.subject.workloads.map(
    caller =>
      ports
        .map(each => reachOf(facts.input.mesh, caller, target, each))
        .sort(
          (a, b) => BEST_FIRST.indexOf(a.state) - BEST_FIRST.indexOf(b.state),
        )[0],
  );
  const found = reaches.map((reach): State => reach?.state ?? 'missing');
  const state = WORST_FIRST.find(each => found.includes(each)) ?? 'missing';
  return {
    name,
    target,
    state,
    because: [
      { object: target.ref, says: `${name}: ${says} ${SAYS[state]}` },
      ...(reaches.find(reach => (reach?.state ?? 'missing') === state)
        ?.because ?? []),
      ...seen(facts, target),
    ],
  };
}

/** Of several services that are what is called, the one that lets in best. */
function check(facts: Facts, declared: Declared): Checked {
  const { name, targets, says } = declared;
  const [best] = targets
    .map(target => checkTarget(facts, declared, target))
    .sort((a, b) => BEST_FIRST.indexOf(a.state) - BEST_FIRST.indexOf(b.state));
  return (
    best ?? {
      name,
      state: 'missing',
      because: [{ says: `${name}: ${says} ${SAYS.missing}` }],
    }
  );
}

function letIn({ subject }: Facts, { target }: Checked): Judgement['next'] {
  const [first] = subject.workloads;
  return target && first
    ? {
        title: `Let it in at ${target.name}…`,
        change: {
          template: 'allow-caller',
          parameters: {
            namespace: target.namespace,
            service: target.name,
            callers: [
              {
                namespace: first.namespace,
                serviceAccount: first.serviceAccount,
              },
            ],
          },
        },
      }
    : undefined;
}

/** Whether what the service is said to call lets it in. */
export const dependencies: Judge = facts => {
  const { input } = facts;
  const declared = declaredOf(facts);
  if (declared.length === 0) {
    return input.catalog?.state === 'live'
      ? {
          state: 'not-needed',
          says: 'Neither the catalog nor a change declares that it calls anything here.',
          because: [],
        }
      : {
          state: 'unknown',
          says: 'The catalog does not answer, so what it calls is not known.',
          because: [],
        };
  }
  const checked = declared.map(each => check(facts, each));
  const because = checked.flatMap(each => each.because);
  const named = (state: State) =>
    checked.filter(each => each.state === state).map(({ name }) => name);
  const [worst] = [...checked].sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state),
  );
  switch (worst.state) {
    case 'open':
      return {
        state: 'done',
        says: whoDoes(named('open'), 'lets it in.', 'let it in.'),
        because,
      };
    case 'refused':
      return {
        state: 'waiting',
        says: `Refused by ${namesOf(named('refused'))}.`,
        because,
        next: letIn(facts, worst),
      };
    case 'broken':
      return {
        state: 'waiting',
        says: `The connection fails: its mTLS does not fit that of ${namesOf(
          named('broken'),
        )}.`,
        because,
      };
    case 'unrouted':
      return {
        state: 'waiting',
        says: `Its proxy does not know the way to ${namesOf(
          named('unrouted'),
        )}.`,
        because,
      };
    default:
      return {
        state: 'waiting',
        says: `Nothing here is ${namesOf(named('missing'))}.`,
        because,
      };
  }
};
