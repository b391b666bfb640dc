import { entryOf, GROUP, providerOf } from '../../edges/telemetry/entries';
import { providersOf } from '../../edges/telemetry/providers';
import { logsOf, withLogs } from '../../edges/telemetry/signals';
import { newObject } from '../../security/common/planOf';
import { governing } from '../../security/common/scope';
import type { Onboarding } from '../Onboarding';

/** The log that every proxy can write: its own output. */
const OWN_OUTPUT = 'envoy';

/** Every request of tier pci is logged; others are logged as the environment says, or their errors where it says nothing. */
export function addTelemetry(onboarding: Onboarding): void {
  const { mesh, service, selector, workloads, given } = onboarding;
  const { namespace, name } = service;
  const [workload] = workloads;
  const scope = { namespace, workload };
  const root = { namespace: mesh.config.rootNamespace };
  const known = governing(mesh, GROUP, 'Telemetry', scope);
  const above = [{ namespace }, root]
    .map(each => governing(mesh, GROUP, 'Telemetry', each))
    .filter(each => each !== undefined);
  const accessLogs = given.tier === 'pci' ? 'all' : 'errors';
  const isLogged =
    accessLogs === 'all'
      ? [known].find(each => each && logsOf(each).accessLogs === 'all')
      : known ?? above[0];
  if (isLogged) {
    onboarding.note(
      `Requests of ${name} are traced and logged as Telemetry ${isLogged.metadata.name} in ${isLogged.metadata.namespace} says.`,
    );
    return;
  }
  const before =
    known ??
    newObject(
      mesh,
      GROUP,
      'Telemetry',
      { namespace, name },
      { selector: { matchLabels: selector } },
    );
  const inherited = [before, ...above]
    .map(each => providerOf(entryOf(each, 'accessLogging')))
    .find(provider => provider !== undefined);
  const isTold = inherited ?? providersOf(mesh, 'accessLogging');
  onboarding.put(
    withLogs(mesh, scope, before, {
      accessLogs,
      ...(isTold === undefined && { accessLogProvider: OWN_OUTPUT }),
    }),
  );
}
