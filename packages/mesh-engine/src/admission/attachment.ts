import { asList, asRecord, asWord } from '../resources/fields';
import type { Report } from './Report';
import { isSet } from './values';

type Fields = Record<string, unknown>;

const KIND_OF = (group: string, version: string, kind: string) =>
  `istio.io/istio/pkg/config.GroupVersionKind{'Group': '${group}', 'Version': '${version}', 'Kind': '${kind}'}`;

const TARGETS: [string, string, string][] = [
  ['', 'v1', 'Service'],
  ['networking.istio.io', 'v1', 'ServiceEntry'],
  ['gateway.networking.k8s.io', 'v1', 'Gateway'],
  ['gateway.networking.k8s.io', 'v1', 'GatewayClass'],
];
const GROUPS: Record<string, string> = { core: '' };

function targetReference(report: Report, value: unknown, isRoot: boolean) {
  const { name, namespace, group, kind } = asRecord(value) as Record<
    string,
    string | undefined
  >;
  if (!name) {
    report.error('targetRef name must be set');
  }
  if (namespace) {
    report.error(
      'targetRef namespace must not be set; cross namespace referencing is not supported',
    );
  }
  const groupName = GROUPS[group ?? ''] ?? group ?? '';
  if (!TARGETS.some(([g, , k]) => g === groupName && k === kind)) {
    report.error(
      `targetRef must be to one of [${TARGETS.map(target =>
        KIND_OF(...target),
      ).join(', ')}] but was ${groupName}/${kind ?? ''}`,
    );
  } else if (kind === 'GatewayClass' && !isRoot) {
    report.error(
      'GatewayClass targetRef can only be used in the root namespace',
    );
  }
}

/** What a policy is for: labels of workloads, or named targets; not both. */
export function attachment(
  report: Report,
  spec: Fields,
  namespace: string | undefined,
  rootNamespace: string,
): void {
  const refs = [
    ...(isSet(spec.targetRef) ? [spec.targetRef] : []),
    ...asList(spec.targetRefs),
  ];
  if (isSet(spec.targetRef) && asList(spec.targetRefs).length > 0) {
    report.error('only one of targetRef or targetRefs can be set');
  }
  if (refs.length > 0 && isSet(spec.selector)) {
    report.error('only one of targetRefs or workloadSelector can be set');
  }
  refs.forEach((ref, index) =>
    targetReference(
      report.at('targetRefs', index),
      ref,
      namespace === rootNamespace,
    ),
  );
}

/** Labels of a selector. */
export function selector(
  report: Report,
  value: unknown,
  field = 'matchLabels',
): void {
  if (!isSet(value)) {
    return;
  }
  const labels = asRecord(asRecord(value)[field]);
  const entries = Object.entries(labels);
  for (const [key, label] of entries) {
    if (key === '') {
      report.error('empty key is not supported in selector');
    }
    if (key.includes('*') || asWord(label).includes('*')) {
      report.error('wildcard is not supported in selector');
    }
  }
  if (entries.length === 0) {
    report.warn('workload selector specified without labels');
  }
}
