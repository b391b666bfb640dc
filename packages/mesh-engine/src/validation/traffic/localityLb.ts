import type { Field } from '../Field';
import { localitiesProblem } from './localities';

/** Labels of Kubernetes for the place of a node, and Istio's own. */
const TOPOLOGY_LABELS = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

function topologyLabel(priorities: Field): Field | undefined {
  return priorities.items.find(({ text }) => TOPOLOGY_LABELS.includes(text));
}

function validateFailover(setting: Field, hasOutlierDetection: boolean): void {
  const failover = setting.get('failover');
  const priorities = setting.get('failoverPriority');
  if (
    failover.items.length + priorities.items.length > 0 &&
    !hasOutlierDetection
  ) {
    setting.warn(
      'ignored',
      'outlier detection policy must be provided for failover',
      'Add outlierDetection: without it no host is ever found broken.',
    );
  }
  for (const entry of failover.items) {
    const from = entry.get('from').text;
    const to = entry.get('to').text;
    if (from === to) {
      entry.error(
        'range',
        'locality lb failover settings must specify different regions',
        'Name two regions.',
      );
    }
    if (from.includes('/') || to.includes('/')) {
      entry.error(
        'range',
        'locality lb failover only specify region',
        'Name regions without zone.',
      );
    }
    if (from.includes('*') || to.includes('*')) {
      entry.error(
        'range',
        "locality lb failover region should not contain '*' wildcard",
        'Name the region.',
      );
    }
  }
}

function validateDistribution(distribute: Field): void {
  for (const share of distribute.items) {
    const to = share.get('to');
    const weights = to.entries.map(([, weight]) => weight);
    const total = weights.reduce((sum, { number }) => sum + number, 0);
    const outside = weights.find(({ number }) => number <= 0 || number > 100);
    if (outside) {
      outside.error('range', 'locality weight must be in range [1, 100]');
      return;
    }
    if (total !== 100) {
      to.error(
        'range',
        `total locality weight ${total} != 100`,
        'Let the weights sum to 100.',
      );
      return;
    }
    to.refuse('duplicate', localitiesProblem(to.entries.map(([key]) => key)));
  }
  distribute.refuse(
    'duplicate',
    localitiesProblem(distribute.items.map(share => share.get('from').text)),
  );
}

/** Which localities are preferred, by distribution or failover. */
export function validateLocalityLb(
  setting: Field,
  hasOutlierDetection: boolean,
): void {
  const distribute = setting.get('distribute');
  const failover = setting.get('failover');
  if (distribute.items.length > 0 && failover.items.length > 0) {
    setting.error(
      'exclusive',
      "can not simultaneously specify 'distribute' and 'failover'",
    );
    return;
  }
  const label = topologyLabel(setting.get('failoverPriority'));
  if (failover.items.length > 0 && label) {
    label.error(
      'exclusive',
      `can not simultaneously set 'failover' and topology label '${label.text}' in 'failover_priority'`,
    );
    return;
  }
  validateDistribution(distribute);
  validateFailover(setting, hasOutlierDetection);
}

/** Which zones are preferred; the zones come from the proxies, so that no label of the topology may be a priority. */
export function validateZoneAwareLb(
  setting: Field,
  hasOutlierDetection: boolean,
): void {
  const label = topologyLabel(setting.get('failoverPriority'));
  if (label) {
    label.error(
      'exclusive',
      `topology label '${label.text}' can not be set in 'failover_priority' of zone aware load balancing`,
    );
    return;
  }
  validateFailover(setting, hasOutlierDetection);
}
