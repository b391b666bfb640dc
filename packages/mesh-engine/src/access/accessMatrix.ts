import { policiesOfWorkload } from '../authorize/policiesOfWorkload';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { refOf } from '../resources/ref';
import { askAccess } from './askAccess';
import { callersFor } from './callersFor';
import { podPortsOf } from './ports';
import type { AccessRow } from './types';

/**
 * Who may call whom, for each workload and port: callers that the policies of the server do not tell apart are one
 * entry.
 * @param servers - those that are asked about; all when left out
 * @public
 */
export function accessMatrix(
  mesh: Mesh,
  servers: readonly Workload[] = mesh.workloads,
): AccessRow[] {
  return servers.flatMap(server => {
    const policies = policiesOfWorkload(mesh, server);
    const classes = callersFor(mesh, policies);
    return podPortsOf(mesh, server).map(target => ({
      server: server.ref,
      ...target,
      policies: policies.map(refOf),
      access: classes.map(({ callers, representative }) => {
        const { decision, dependsOn, decidedBy } = askAccess(
          mesh,
          server,
          representative,
          target,
        );
        return { callers, decision, dependsOn, decidedBy };
      }),
    }));
  });
}
