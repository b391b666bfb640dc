import { planOf } from '../security/common/planOf';
import type { ChangeTemplate } from '../types';
import { addCallers, addToScopes } from './access/callers';
import { addDataStore, addDependency } from './access/dependencies';
import { addExternal } from './access/external';
import { addIngress } from './access/ingress';
import { addPeerAuthentication } from './access/mtls';
import { addScope } from './access/scopes';
import { checkOnboarding } from './check';
import { currentOnboarding } from './current';
import { Onboarding } from './Onboarding';
import { onboardParameters } from './parameters';
import { giveOwnAccount } from './parts/account';
import { addAlerts } from './parts/alerts';
import { addAutoscaler, addDisruptionBudget } from './parts/availability';
import { addExclusions } from './parts/exclusions';
import { noteIdentity, restartPods } from './parts/identity';
import { addInjection, addNamespace } from './parts/namespace';
import { addProbes } from './parts/probes';
import { addService } from './parts/service';
import { addTelemetry } from './parts/telemetry';
import { addDestinationRule, addVirtualService } from './parts/traffic';
import { addWorkload, workloadOf } from './parts/workload';
import type { OnboardParameters } from './types';

export const onboardService: ChangeTemplate<OnboardParameters> = {
  id: 'onboard-service',
  version: 2,
  topic: 'edges',
  title: 'Onboard a service',
  summary:
    'Takes a service into the mesh in one go: identity, encryption, callers, dependencies, routes, alerts.',
  description: `Takes one service into the mesh with everything it needs. You say what it is called, at which ports, who calls it and what it calls; nothing about Istio has to be known.

What is made, where it is not there yet:

- **Identity**: a service account of its own and a proxy beside its containers, so that its certificate proves who calls.
- **The service itself**: a Service whose ports say their protocol, and, where you give an image, a Deployment with the probes of its runtime.
- **Encryption**: connections are taken encrypted and authenticated alone.
- **Callers**: only those whom you name may call it. With none, nobody may.
- **Dependencies**: it is let in by the services and data stores that it calls, hosts outside become known, and its proxy knows no more than that.
- **Traffic**: a timeout and retries, limits of connections, and instances that fail are left out for a while.
- **Operation**: at least one pod stays during maintenance, more run under load, and alerts tell of errors, slow answers, refused callers and certificates that are not renewed.

The tier chooses the figures: \`standard\`; \`internal\` may take longer; \`pci\` needs the methods and paths of each caller and logs every request; \`external-facing\` is called from outside.

What is there already stays as it is and gets only what it lacks. Read the notes before you merge: they say who could call or be called before and cannot any more.

To go back, revert the pull request, and restart the workload if it got a proxy by it.`,
  parameters: onboardParameters,

  current: currentOnboarding,

  plan(parameters, context) {
    const { namespace, service, tier } = parameters;
    checkOnboarding(context.mesh, parameters);
    const onboarding = new Onboarding(parameters, context);
    const isNew = workloadOf(onboarding) === undefined;

    addNamespace(onboarding);
    giveOwnAccount(onboarding);
    addWorkload(onboarding);
    addService(onboarding);
    addInjection(onboarding);
    addProbes(onboarding);
    noteIdentity(onboarding);
    restartPods(onboarding);

    addVersioned(onboarding);
    addPeerAuthentication(onboarding, { isNew });
    addExclusions(onboarding);
    addCallers(onboarding, { isNew });
    addIngress(onboarding);
    addScope(onboarding, addDependencies(onboarding));
    addToScopes(onboarding);

    addTelemetry(onboarding);
    addDisruptionBudget(onboarding);
    addAutoscaler(onboarding);
    addAlerts(onboarding);
    if (tier === 'external-facing' && isNew && !parameters.ingress) {
      onboarding.note(
        'No route from outside is planned: name host and paths under ingress, or add them where requests come in, and the service account of that to the callers.',
      );
    }
    return planOf(
      context,
      onboarding.plan(`Onboard ${service} in ${namespace}`),
    );
  },
};

/** Subsets come before the routes that name them. */
function addVersioned(onboarding: Onboarding): void {
  addDestinationRule(onboarding);
  addVirtualService(onboarding);
}

/** Everything that the service calls, as hosts for the scope of its proxies. */
function addDependencies(onboarding: Onboarding): string[] {
  const {
    dependencies = [],
    dataStores = [],
    externalApis = [],
  } = onboarding.given;
  return [
    ...dependencies.map((each, index) =>
      addDependency(onboarding, each, index),
    ),
    ...dataStores.map((each, index) => addDataStore(onboarding, each, index)),
    ...externalApis.map((each, index) => addExternal(onboarding, each, index)),
  ];
}
