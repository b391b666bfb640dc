import type { ObjectOfKind } from './kinds/types';

const DRY_RUN = 'istio.io/dry-run';
const ALWAYS_REJECT = 'internal.istio.io/webhook-always-reject';
const BOOLEANS = /^(?:1|0|[tTfF]|true|TRUE|True|false|FALSE|False)$/;

function dryRunProblem(
  { name, namespace, spec }: ObjectOfKind,
  kind: string,
  value: string,
): string | undefined {
  const object = `${namespace}/${name}`;
  const action = spec.get('action').text || 'ALLOW';
  if (kind !== 'AuthorizationPolicy') {
    return `${object} has unsupported annotation ${DRY_RUN}, please remove the annotation`;
  }
  if (action !== 'ALLOW' && action !== 'DENY') {
    return `the annotation ${DRY_RUN} currently only supports action ALLOW/DENY, found action ${action} in ${object}`;
  }
  return BOOLEANS.test(value)
    ? undefined
    : `${object} has annotation ${DRY_RUN} with invalid value (${value})`;
}

/** Annotations for which Istio refuses an object unread. Answers whether it reads on. */
export function validateAnnotations(
  object: ObjectOfKind,
  kind: string,
): boolean {
  if (kind === 'ConfigMap') {
    return true;
  }
  const dryRun = object.annotations.get(DRY_RUN);
  const problem = dryRun.isSet
    ? dryRunProblem(object, kind, dryRun.word)
    : undefined;
  const reject = object.annotations.get(ALWAYS_REJECT);
  dryRun.refuse('annotation', problem);
  if (problem === undefined && reject.isSet) {
    reject.error(
      'annotation',
      `"${ALWAYS_REJECT}" annotation found, rejecting`,
    );
  }
  return problem === undefined && !reject.isSet;
}
