import type { AuthorizeAnswer, AuthorizeRequest } from '../authorize/types';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import type { PodPort } from './ports';

const WITH_PROXY = ['all', 'gateway', 'ambient'];

/**
 * Whether a caller may call a port; its connection is taken for mTLS where both sides can do it.
 * @param caller - undefined for one outside the mesh
 */
export function askAccess(
  mesh: Mesh,
  server: Workload,
  caller: Workload | undefined,
  { port, protocol }: PodPort,
  http?: AuthorizeRequest['http'],
): AuthorizeAnswer {
  const isMutual =
    caller !== undefined &&
    WITH_PROXY.includes(caller.sidecar.state) &&
    mesh.mtls(server, port).mode !== 'DISABLE';
  return mesh.authorize({
    destination: { workload: server, port },
    source: isMutual
      ? { workload: caller, mtls: true }
      : { mtls: false, principal: null },
    protocol,
    http,
  });
}
