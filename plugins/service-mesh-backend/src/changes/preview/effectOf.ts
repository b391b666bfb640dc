import type { ChangeEffect } from '@ecotrack/backstage-plugin-service-mesh-common';
import { describeRef, type Impact } from '@ecotrack/mesh-engine';
import { becauseOf } from '../../questions/wording/why';

type Item = ChangeEffect['items'][number];

const SEVERITIES: Item['severity'][] = [
  'breaks',
  'loosens',
  'changes',
  'mends',
];
const FAILS = ['refused', 'broken'];
const DECISIONS = {
  allow: 'allowed',
  deny: 'denied',
  depends: 'depends on what is not known',
};
const MAX_ITEMS = 200;

function accessItems({ access }: Impact): Item[] {
  return access.map(
    ({
      callers,
      server,
      port,
      request,
      before,
      after,
      requestRate,
      because,
    }) => ({
      kind: 'access',
      severity:
        after === 'deny'
          ? 'breaks'
          : after === 'allow' && before === 'deny'
          ? 'loosens'
          : 'changes',
      subject: `${callers.name} → ${describeRef(server)}${
        port ? `, port ${port}` : ''
      }${
        request
          ? `, ${[request.method, request.path].filter(Boolean).join(' ')}`
          : ''
      }`,
      before: DECISIONS[before],
      after: DECISIONS[after],
      requestRate: requestRate ?? null,
      because: becauseOf(because),
    }),
  );
}

function connectionItems({ connections }: Impact): Item[] {
  return connections.map(
    ({ callers, server, port, before, after, requestRate, because }) => ({
      kind: 'connection',
      severity: FAILS.includes(after)
        ? 'breaks'
        : FAILS.includes(before)
        ? 'mends'
        : after === 'plaintext'
        ? 'loosens'
        : 'changes',
      subject: `${callers.name} → ${describeRef(server)}, port ${port}`,
      before,
      after,
      requestRate: requestRate ?? null,
      because: becauseOf(because),
    }),
  );
}

function routeItems({ routes }: Impact): Item[] {
  return routes.map(
    ({ host, port, from, before, after, requestRate, because }) => ({
      kind: 'route',
      severity: 'changes',
      subject: `${host}:${port}, ${
        from === 'mesh' ? 'from the mesh' : `through ${from}`
      }`,
      before: before.filter(way => !after.includes(way)).join('; '),
      after: after.filter(way => !before.includes(way)).join('; '),
      requestRate: requestRate ?? null,
      because: becauseOf(because),
    }),
  );
}

function findingItems({ findings }: Impact): Item[] {
  return [
    ...findings.appeared.map(
      ({ code, severity, message, because }): Item => ({
        kind: 'finding',
        severity: severity === 'error' ? 'breaks' : 'changes',
        subject: `${code}: ${message}`,
        before: 'not there',
        after: severity,
        requestRate: null,
        because: becauseOf(because),
      }),
    ),
    ...findings.gone.map(
      ({ code, severity, message, because }): Item => ({
        kind: 'finding',
        severity: 'mends',
        subject: `${code}: ${message}`,
        before: severity,
        after: 'gone',
        requestRate: null,
        because: becauseOf(because),
      }),
    ),
  ];
}

/** What a change does to whom, as the API carries it, worst first. */
export function effectOf(
  impact: Impact,
  unknown: readonly string[],
): ChangeEffect {
  const items = [
    ...connectionItems(impact),
    ...accessItems(impact),
    ...routeItems(impact),
    ...findingItems(impact),
  ].sort(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      (b.requestRate ?? 0) - (a.requestRate ?? 0),
  );
  const { sentences } = impact;
  return {
    known: unknown.length === 0,
    unknown: [...unknown],
    sentences:
      sentences.length > 0
        ? sentences.slice(0, MAX_ITEMS)
        : ['Nothing changes for anybody who calls or is called.'],
    items: items.slice(0, MAX_ITEMS),
  };
}

/** The effect of a change that was not planned. */
export const NO_EFFECT: ChangeEffect = {
  known: false,
  unknown: [],
  sentences: [],
  items: [],
};
