import {
  whatStrictBreaks,
  type Mesh,
  type ObjectRef,
  type StrictBreak,
  type Workload,
} from '@ecotrack/mesh-engine';
import { listed } from '../../templates/security/common/find';
import { selects } from '../../templates/security/common/scope';
import { at, labelsOf, list } from '../../templates/security/common/values';
import { rateInWords } from '../reading/rateInWords';
import { proxyless } from '../reading/proxyless';
import type { Found, Question } from '../reading/Question';
import { remember } from '../reading/remember';
import type { Subject } from '../reading/Subject';
import { injectMend } from './injected';

const GROUP = 'security.istio.io';

const inNamespace = remember(
  (mesh, namespace) => whatStrictBreaks(mesh, { namespace }).breaks,
);

/** Whether a policy of its own goes before that of the namespace. */
const hasOwnPolicy = (mesh: Mesh, { namespace, labels }: Workload) =>
  mesh.objects('PeerAuthentication', GROUP).some(policy => {
    const selector = labelsOf(at(policy, 'spec', 'selector', 'matchLabels'));
    return (
      policy.metadata.namespace === namespace &&
      Object.keys(selector).length > 0 &&
      selects(selector, labels)
    );
  });

function breaksOf(mesh: Mesh, workload: Workload): StrictBreak[] {
  const breaks = hasOwnPolicy(mesh, workload)
    ? whatStrictBreaks(mesh, { workload }).breaks
    : inNamespace(mesh, workload.namespace);
  // A port that no Service has is dialled by the address of a pod, which nobody is known to do.
  return breaks.filter(
    ({ server }) =>
      'workloads' in server && server.workloads.includes(workload),
  );
}

const objectsOf = (reasons: readonly { object?: ObjectRef }[]) =>
  reasons.flatMap(({ object }) => object ?? []);

/** Callers that have a proxy and send plaintext all the same. */
function bySettings({ mesh, workload }: Subject): Found[] {
  return breaksOf(mesh, workload).flatMap(({ clients, port, because }) => {
    const known = clients.flatMap(client =>
      client !== 'outside' && client.sidecar.state !== 'none'
        ? [client.name]
        : [],
    );
    return known.length > 0
      ? [
          {
            state: 'warning' as const,
            place: `settings:${port}`,
            says: `STRICT would break calls of ${listed(
              known,
            )} to port ${port}, although they have a proxy: their settings send no mTLS. Change what is named here first.`,
            because: objectsOf(because),
          },
        ]
      : [];
  });
}

const PLAIN = ['DISABLE', 'SIMPLE', 'MUTUAL'];

/** DestinationRules that have callers send something else than the mTLS of the mesh. */
function byRules({ mesh, services }: Subject): Found[] {
  return services.flatMap(service =>
    mesh.destinationRules(service).flatMap((rule): Found[] => {
      const policy = at(rule, 'spec', 'trafficPolicy');
      const modes = [policy, ...list(at(policy, 'portLevelSettings'))].map(
        each => at(each, 'tls', 'mode'),
      );
      const mode = modes.find(each => PLAIN.includes(String(each)));
      const { apiVersion, kind, metadata } = rule;
      const { name, namespace } = metadata;
      return mode === undefined
        ? []
        : [
            {
              state: 'warning',
              place: `rule:${namespace}/${name}`,
              says: `DestinationRule ${name} has callers send TLS mode ${mode} to ${service.name}: with mTLS in mode STRICT they would be refused. Take the mode out, so that proxies use mTLS by themselves.`,
              because: [{ apiVersion, kind, name, namespace }],
              field: 'spec.trafficPolicy.tls.mode',
            },
          ];
    }),
  );
}

const couldCall = ({ mesh, workload }: Subject): string => {
  const others = proxyless(mesh).filter(each => each !== workload);
  return others.length === 0
    ? 'Every other workload that is known has a proxy.'
    : `Without a proxy ${others.length === 1 ? 'is' : 'are'} ${listed(
        others.map(({ name, namespace }) => `${name} (${namespace})`),
      )}.`;
};

function ofOutside(subject: Subject): Found[] {
  const { mesh, workload, services } = subject;
  const { mode, because } = mesh.mtls(workload);
  if (services.length === 0 && workload.containerPorts.length === 0) {
    return [
      {
        state: 'ready',
        place: 'callers',
        says: 'It has no port that is known, so nobody calls it.',
      },
    ];
  }
  const callers = couldCall(subject);
  if (mode === 'STRICT' && proxyless(mesh).some(each => each !== workload)) {
    return [
      {
        state: 'warning',
        place: 'at-once',
        says: `As soon as it has a proxy it takes mTLS alone: STRICT counts here already. ${callers} If one of them calls it, take that in first, or set PERMISSIVE for this workload.`,
        because: objectsOf(because),
      },
    ];
  }
  return [
    {
      state: 'unknown',
      place: 'callers',
      says: `No proxy stands in front of it, so nobody counts who calls it without mTLS. ${callers} Take it in with PERMISSIVE, and look again before STRICT.`,
    },
  ];
}

function ofInside(subject: Subject): Found[] {
  const { mesh, workload, observed } = subject;
  const { namespace, name, sidecar } = workload;
  const answer = mesh.mtls(workload);
  const key = `${namespace}/${name}`;
  const calls = (observed?.calls ?? []).filter(
    ({ server }) => `${server.namespace}/${server.workload}` === key,
  );
  const callers = calls.map(({ client, requestRate }) => {
    const who = client
      ? `${client.workload} (${client.namespace})`
      : 'clients without identity';
    return `${who}, ${rateInWords(requestRate)}`;
  });
  if (callers.length > 0) {
    const known = calls.flatMap(({ client }) =>
      client ? mesh.workload(client.namespace, client.workload) ?? [] : [],
    );
    const bare = known.find(each => each.sidecar.state === 'none');
    return [
      {
        state: 'warning',
        place: 'observed',
        says: `STRICT would refuse calls that are seen now without mTLS: ${listed(
          callers,
        )}. Take the callers into the mesh first.`,
        because: known.map(({ ref }) => ref),
        ...(bare && { mend: injectMend({ mesh, workload: bare }) }),
      },
    ];
  }
  if (answer.mode === 'STRICT' && sidecar.state !== 'some') {
    return [];
  }
  if (!observed?.counted.has(key)) {
    return [
      {
        state: 'unknown',
        place: 'callers',
        says: `${
          observed
            ? 'Its proxies counted no call lately'
            : 'No figures of calls are at hand'
        }, so who calls it without mTLS is not known. ${couldCall(subject)}`,
      },
    ];
  }
  return [
    {
      state: 'ready',
      place: 'callers',
      says: 'Nobody was seen calling it without mTLS lately, so STRICT would refuse nobody who was seen.',
      because: objectsOf(answer.because),
      ...(answer.mode === 'PERMISSIVE' && {
        mend: {
          label: 'Require mTLS…',
          template: 'mtls-mode',
          parameters: { namespace, workload: name, mode: 'STRICT' },
        },
      }),
    },
  ];
}

export const strict: Question = {
  id: 'strict',
  title: 'What would break under STRICT',
  reads: [
    'peerauthentications.security.istio.io',
    'destinationrules.networking.istio.io',
  ],
  ready: 'It takes mTLS alone already.',
  look: subject => {
    if (subject.workload.sidecar.state === 'none') {
      return [...byRules(subject), ...ofOutside(subject)];
    }
    return [...bySettings(subject), ...ofInside(subject)];
  },
};
