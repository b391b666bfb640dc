import type { Field } from '../Field';
import { validateSelector } from './selector';

/** Kinds that policies may be attached to; the version is only how Istio writes them. */
const ALLOWED = [
  ['core', 'v1', 'Service'],
  ['networking.istio.io', 'v1', 'ServiceEntry'],
  ['gateway.networking.k8s.io', 'v1', 'Gateway'],
  ['gateway.networking.k8s.io', 'v1', 'GatewayClass'],
];

const ALLOWED_IN_WORDS = ALLOWED.map(names => names.join('/')).join(' ');

function validateTargetRef(ref: Field): void {
  if (!ref.isSet) {
    return;
  }
  const group = ref.get('group').text;
  const kind = ref.get('kind').text;
  if (ref.get('name').text === '') {
    ref.error('targetRef', 'targetRef name must be set', 'Name the object.');
  }
  if (ref.get('namespace').text !== '') {
    ref
      .get('namespace')
      .error(
        'targetRef',
        'targetRef namespace must not be set; cross namespace referencing is not supported',
        'Remove it, and put the policy into the namespace of the object.',
      );
  }
  const isAllowed = ALLOWED.some(
    ([allowedGroup, , allowedKind]) =>
      allowedKind === kind && allowedGroup === (group || 'core'),
  );
  if (!isAllowed) {
    ref.error(
      'targetRef',
      `targetRef must be to one of [${ALLOWED_IN_WORDS}] but was ${group}/${kind}`,
    );
  }
}

/** What a policy is for: workloads by `selector`, or objects by `targetRef` or `targetRefs`. */
export function validateAttachment(spec: Field): void {
  const refs = spec.get('targetRefs');
  const ways = [
    spec.has('selector'),
    spec.has('targetRef'),
    refs.items.length > 0,
  ].filter(Boolean);
  if (ways.length > 1) {
    spec.error(
      'exclusive',
      'only one of targetRefs or workloadSelector can be set',
      'Keep targetRefs for waypoints and gateways, selector for sidecars; write two policies for both.',
    );
  }
  validateSelector(spec.get('selector'));
  [spec.get('targetRef'), ...refs.items].forEach(validateTargetRef);
}
