import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { attaches, targetRefsOf } from './attaches';
import type { EnforcementPoint } from './enforcementPoints';
import { ALLOWED, type Judgement } from './judge';
import { indexPolicies, type PolicyIndex } from './policyIndex';
import type { AuthorizeRequest } from './types';

/** Patches of an EnvoyFilter that change what happens to a request at a proxy. */
const DECISIVE_PATCHES = [
  'LISTENER',
  'FILTER_CHAIN',
  'NETWORK_FILTER',
  'HTTP_FILTER',
  'EXTENSION_CONFIG',
  'ROUTE_CONFIGURATION',
  'VIRTUAL_HOST',
  'HTTP_ROUTE',
];

const CONTEXTS = {
  sidecar: ['ANY', 'SIDECAR_INBOUND'],
  gateway: ['ANY', 'GATEWAY'],
  waypoint: ['ANY', 'WAYPOINT'],
  ztunnel: [],
};

/** Phases that stand before the policies. */
const EARLY_PHASES = ['AUTHN', 'AUTHZ'];

interface Extension {
  object: KubeObject;
  /** Whether it sees, and may change, the request before the policies do. */
  isEarly: boolean;
}

function isPatched(
  filter: KubeObject,
  { target, proxy }: EnforcementPoint,
  rootNamespace: string,
): boolean {
  const isTargeted =
    targetRefsOf(filter).length > 0
      ? attaches(filter, target, rootNamespace)
      : proxy !== 'waypoint' &&
        selects(
          asLabels(at(filter, 'spec', 'workloadSelector', 'labels')),
          target.labels,
        );
  const contexts: string[] = CONTEXTS[proxy];
  return (
    isTargeted &&
    asList(at(filter, 'spec', 'configPatches')).some(
      patch =>
        DECISIVE_PATCHES.includes(asText(at(patch, 'applyTo')) ?? '') &&
        contexts.includes(asText(at(patch, 'match', 'context')) ?? 'ANY'),
    )
  );
}

function isPlugged(
  plugin: KubeObject,
  { target }: EnforcementPoint,
  isTcp: boolean,
  port: number | undefined,
  rootNamespace: string,
): boolean {
  const type = at(plugin, 'spec', 'type') ?? at(plugin, 'spec', 'wasm', 'type');
  const matches = asList(at(plugin, 'spec', 'match')).map(asRecord);
  const isForPort = (ports: unknown) =>
    port === undefined ||
    asList(ports).length === 0 ||
    asList(ports).some(entry => at(entry, 'number') === port);
  return (
    (type === 'NETWORK') === isTcp &&
    (matches.length === 0 ||
      matches.some(
        ({ mode, ports }) => mode !== 'CLIENT' && isForPort(ports),
      )) &&
    attaches(plugin, target, rootNamespace)
  );
}

const extensionsOf = perMesh(mesh => ({
  filters: indexPolicies(mesh.objects('EnvoyFilter', 'networking.istio.io')),
  plugins: indexPolicies([
    ...mesh.objects('WasmPlugin', 'extensions.istio.io'),
    ...mesh.objects('TrafficExtension', 'extensions.istio.io'),
  ]),
}));

function extensionsAt(
  mesh: Mesh,
  point: EnforcementPoint,
  isTcp: boolean,
  port: number | undefined,
): Extension[] {
  const { rootNamespace } = mesh.config;
  const { filters, plugins } = extensionsOf(mesh);
  if (point.proxy === 'ztunnel') {
    return [];
  }
  const services = point.target.services ?? [];
  const namespaces = new Set([
    rootNamespace,
    point.target.namespace,
    ...services.map(({ namespace }) => namespace),
  ]);
  const near = (index: PolicyIndex) =>
    [...namespaces].flatMap(namespace => index.get(namespace) ?? []);
  return [
    ...near(filters)
      .filter(filter => isPatched(filter, point, rootNamespace))
      .map(object => ({ object, isEarly: true })),
    ...near(plugins)
      .filter(plugin => isPlugged(plugin, point, isTcp, port, rootNamespace))
      .map(object => ({
        object,
        isEarly: EARLY_PHASES.includes(
          asText(at(object, 'spec', 'phase')) ?? '',
        ),
      })),
  ];
}

function judgeExtension(
  { object }: Extension,
  declared: AuthorizeRequest['declared'],
): Judgement {
  const ref = refOf(object);
  const key = `${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;
  const known = declared?.[key];
  if (known === 'allow') {
    return ALLOWED;
  }
  return known === 'deny'
    ? {
        decision: 'deny',
        decidedBy: { policy: ref },
        dependsOn: [],
        because: [
          { object: ref, says: `The ${ref.kind} is declared to deny.` },
        ],
      }
    : {
        decision: 'depends',
        dependsOn: [key],
        because: [
          {
            object: ref,
            field: 'spec',
            says: `The ${ref.kind} ${ref.name} changes this proxy, and what it does to requests is not known.`,
          },
        ],
      };
}

/** What objects that extend a proxy may do to a request: before its policies, and after. */
export function judgeExtensions(
  mesh: Mesh,
  point: EnforcementPoint,
  isTcp: boolean,
  { declared, destination }: AuthorizeRequest,
): { early: Judgement[]; late: Judgement[] } {
  const extensions = extensionsAt(mesh, point, isTcp, destination.port);
  const of = (isEarly: boolean) =>
    extensions
      .filter(extension => extension.isEarly === isEarly)
      .map(extension => judgeExtension(extension, declared));
  return { early: of(true), late: of(false) };
}
