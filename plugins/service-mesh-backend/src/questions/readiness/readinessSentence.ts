import type { WorkloadReadiness } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { count, sentence } from '../wording/figures';

const are = (number: number) => (number === 1 ? 'is' : 'are');

/** What the outside workloads wait for, such as `1 can be taken in now, 1 has something in its way`. */
function outside(items: readonly WorkloadReadiness[]): string {
  const blocked = items.filter(({ state }) => state === 'blocked').length;
  const free = items.length - blocked;
  return [
    free > 0 && `${free} can be taken in now`,
    blocked > 0 &&
      `${blocked} ${blocked === 1 ? 'has' : 'have'} something in ${
        blocked === 1 ? 'its' : 'their'
      } way`,
  ]
    .filter(Boolean)
    .join(', ');
}

function firstLine(
  { environment, kubernetes }: QuestionInput,
  items: readonly WorkloadReadiness[],
): string {
  if (kubernetes.state === 'unavailable') {
    return `nothing is known of the cluster: ${
      kubernetes.reason ?? 'it does not answer'
    }`;
  }
  if (items.length === 0) {
    return `there is no workload of an application in ${environment}`;
  }
  const all = count(items.length, 'workload');
  const of = (mesh: WorkloadReadiness['mesh']) =>
    items.filter(item => item.mesh === mesh);
  const out = of('out');
  const partly = of('partly').length;
  const unknown = of('unknown').length;
  const trouble = of('in').filter(({ state }) => state === 'blocked').length;
  const rest = [
    partly > 0 && `of ${partly} only some pods have a proxy`,
    unknown > 0 && `of ${unknown} it is not known`,
    trouble > 0 &&
      `${trouble} in the mesh ${
        trouble === 1 ? 'has' : 'have'
      } something that does not go with a proxy`,
  ].filter(Boolean);
  const first =
    out.length > 0
      ? `${out.length} of ${all} of ${environment} ${are(
          out.length,
        )} outside the mesh; ${outside(out)}`
      : partly + unknown > 0
      ? `no workload of ${environment} is known to be outside the mesh`
      : items.length === 1
      ? `the only workload of ${environment} is in the mesh`
      : `all ${all} of ${environment} are in the mesh`;
  return [first, ...rest].join('; ');
}

/** The first line of the page: how many are outside, and what they wait for. */
export function readinessSentence(
  input: QuestionInput,
  items: readonly WorkloadReadiness[],
): string {
  return sentence(firstLine(input, items));
}
