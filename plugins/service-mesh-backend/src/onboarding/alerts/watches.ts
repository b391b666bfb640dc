import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { MeshService, Workload } from '@ecotrack/mesh-engine';

/** Labels of one series that proxies of a service count. */
type Labels = Readonly<Record<string, string>>;

interface Matcher {
  label: string;
  operator: string;
  value: string;
}

/** A selector of series in an expression. */
interface Selector {
  metric: string;
  matchers: Matcher[];
}

const ISTIO = /^istio_/;
const OF_REQUESTS = /^istio_(requests?|response)_/;
/** Protocols of which proxies count no requests. */
const OPAQUE = ['tcp', 'tls', 'mongo', 'mysql', 'redis', 'udp'];
const DESTINATION = /^destination_/;

/** The text of a literal of PromQL. */
function unquoted(literal: string): string {
  const text = literal.slice(1, -1);
  return literal.startsWith('`') ? text : text.replace(/\\(.)/g, '$1');
}

/** Reads the selectors of an expression; what is no PromQL has none that names Istio's metrics. */
function selectorsOf(query: string): Selector[] {
  const text = (node: SyntaxNode | null) =>
    node ? query.slice(node.from, node.to) : '';
  const selectors: Selector[] = [];
  parser.parse(query).iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') {
        selectors.push({
          metric: text(node.getChild('Identifier')),
          matchers: [],
        });
      } else if (name === 'UnquotedLabelMatcher') {
        selectors[selectors.length - 1]?.matchers.push({
          label: text(node.getChild('LabelName')),
          operator: text(node.getChild('MatchOp')),
          value: unquoted(text(node.getChild('StringLiteral'))),
        });
      }
    },
  });
  return selectors;
}

function isWhole(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

/** Whether a series passes a matcher; labels that are not known may have any value. */
function passes(labels: Labels, { label, operator, value }: Matcher): boolean {
  const own = labels[label];
  if (own === undefined) {
    return true;
  }
  switch (operator) {
    case '=':
      return own === value;
    case '!=':
      return own !== value;
    case '=~':
      return isWhole(value, own);
    default:
      return !isWhole(value, own);
  }
}

/** Labels of what proxies count of a service, one set for each of its pods. */
export function seriesOf(
  service: MeshService | undefined,
  workloads: readonly Workload[],
  scope: Labels,
): Labels[] {
  const ofService: Labels = {
    ...scope,
    ...(service && {
      destination_service: service.host,
      destination_service_name: service.name,
      destination_service_namespace: service.namespace,
    }),
  };
  const ofPods = workloads.flatMap(workload => {
    const ofWorkload = {
      ...ofService,
      namespace: workload.namespace,
      destination_workload: workload.name,
      destination_workload_namespace: workload.namespace,
      destination_canonical_service: workload.canonicalName,
      destination_app: workload.labels.app ?? 'unknown',
    };
    return workload.pods.length > 0
      ? workload.pods.map(({ ref }) => ({ ...ofWorkload, pod: ref.name }))
      : [ofWorkload];
  });
  return ofPods.length > 0 ? ofPods : [ofService];
}

/** Whether proxies count the requests to a service, and not only its bytes. */
export const carriesRequests = (service: MeshService | undefined): boolean =>
  service?.ports.some(({ protocol }) => !OPAQUE.includes(protocol)) ?? false;

/** Whether an expression of PromQL selects Istio's metrics of one of these series. */
export function watches(
  query: string,
  series: readonly Labels[],
  hasRequests: boolean,
): boolean {
  return selectorsOf(query).some(({ metric, matchers }) => {
    const isOfMesh =
      ISTIO.test(metric) ||
      matchers.some(({ label }) => DESTINATION.test(label));
    return (
      isOfMesh &&
      (hasRequests || !OF_REQUESTS.test(metric)) &&
      series.some(labels => matchers.every(matcher => passes(labels, matcher)))
    );
  });
}
