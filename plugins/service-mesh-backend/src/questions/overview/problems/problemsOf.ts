import type {
  Canary,
  Component,
  Mtls,
  Problem,
  ServiceSummary,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { FurtherReadings, QuestionInput } from '../../input';
import { canaryProblems } from './canaryProblems';
import { configurationErrors } from './configurationErrors';
import { controlPlaneProblems } from './controlPlaneProblems';
import { expiringCertificates } from './expiringCertificates';
import { failingServices } from './failingServices';
import { missingSidecars } from './missingSidecars';
import { plaintextCallers } from './plaintextCallers';
import { staleSources } from './staleSources';
import { unreadableKinds } from './unreadableKinds';
import { unreadObjects } from './unreadObjects';

/** What the parts of the overview found. */
export interface Parts {
  services: readonly ServiceSummary[];
  mtls: Mtls;
  canaries: readonly Canary[];
  components: readonly Component[];
}

const keyOf = (subject?: { namespace?: string; name: string }) =>
  `${subject?.namespace}/${subject?.name}`;

const WORST_FIRST = ['critical', 'warning', 'info'];

/** Everything that needs somebody, worst first; of the same severity, what users meet first. */
export function problemsOf(
  input: QuestionInput,
  readings: FurtherReadings,
  { services, mtls, canaries, components }: Parts,
): Problem[] {
  const shortOfPods = new Set(
    controlPlaneProblems(components).map(({ subject }) => keyOf(subject)),
  );
  const isToldAsComponent = ({ namespace, name, errorShare }: ServiceSummary) =>
    (errorShare ?? 0) < input.thresholds.degradedErrorShare &&
    input.mesh
      .service(namespace, name)
      ?.workloads.some(workload => shortOfPods.has(keyOf(workload)));
  return [
    ...failingServices(
      input,
      services.filter(service => !isToldAsComponent(service)),
      readings,
    ),
    ...controlPlaneProblems(components),
    ...canaryProblems(canaries),
    ...expiringCertificates(input, mtls),
    ...plaintextCallers(input.mesh, mtls.items),
    ...missingSidecars(input.mesh, input.now),
    ...unreadObjects(input.mesh),
    ...configurationErrors(input.mesh),
    ...unreadableKinds(input),
    ...staleSources(input),
  ].sort(
    (a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity),
  );
}
