import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate, PlanContext } from '../../types';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { VERSION } from '../parameters/values';
import { findService } from '../service/findService';
import { podVersions } from '../service/versions';
import { describeWeights } from './describeWeights';
import { editWeights } from './editWeights';

type BlueGreen = RouteTarget & Readonly<{ version: string }>;

/** @throws ParameterError when the version runs no pods that could take all requests */
function refuseStopped(parameters: BlueGreen, context: PlanContext): void {
  const version = podVersions(findService(parameters, context)).find(
    ({ name }) => name === parameters.version,
  );
  if (version?.workloads.every(({ desired }) => desired === 0)) {
    throw new ParameterError(
      'version',
      `${version.workloads
        .map(({ kind, name }) => `${kind} ${name}`)
        .join(' and ')} of version ${
        version.name
      } asks for no pods, so nothing would answer. Give it replicas first.`,
    );
  }
}

/** Moves all requests to another version at once. */
export const blueGreenSwitch: ChangeTemplate<BlueGreen> = {
  id: 'blue-green-switch',
  version: 1,
  topic: 'traffic',
  title: 'Switch to another version',
  summary: 'Move all requests from one version to another at once.',
  description: `Two versions run side by side, *blue* and *green*, and one of them takes all requests. This change switches
to the other one in a single step.

The version that is switched to must run with enough pods for all requests.

**To go back**, switch to the former version: its pods keep running.`,
  parameters: routeParameters(
    {
      version: {
        ...VERSION,
        description: 'The version that takes all requests from now on.',
      },
    },
    ['version'],
  ),
  current: (given, context) =>
    describeWeights<BlueGreen>(given, context, shares => {
      const all = shares.find(({ weight }) => weight === 100);
      return all && { version: all.version };
    }),
  plan: (parameters, context) => {
    refuseStopped(parameters, context);
    return {
      title: `Switch ${parameters.service} to ${parameters.version}`,
      ...editWeights(parameters, context, {
        fieldOf: () => 'version',
        wanted: (_, canonical) => [
          { version: canonical(parameters.version), weight: 100 },
        ],
      }),
    };
  },
};
