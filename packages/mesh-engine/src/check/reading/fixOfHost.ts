import type { Mesh } from '../../mesh/Mesh';
import { suggest } from '../../schemas/suggest';
import { registryOf } from './registry';

/** Among more services than this, nobody looks for the one that was meant. */
const MANY = 500;

/**
 * How to mend a host that no service has: a name that Istio does not complete, or a slip of the finger.
 * @param host - completed
 */
export function fixOfHost(mesh: Mesh, written: string, host: string): string {
  const domain = `.svc.${mesh.config.clusterDomain}`;
  const whole = `${written.toLowerCase().replace(/\.svc$/, '')}${domain}`;
  if (written.includes('.') && registryOf(mesh).at(whole).length > 0) {
    return `Istio completes only names without a dot. Write ${whole}.`;
  }
  const [name, namespace] = host.split('.');
  const names = host.endsWith(domain)
    ? registryOf(mesh)
        .inNamespace(namespace)
        .filter(({ service }) => service.ref.kind === 'Service')
        .map(({ service }) => service.name)
    : [];
  const meant = names.length > MANY ? undefined : suggest(name, names);
  const rest =
    'Correct the host, or add the Service or the ServiceEntry that declares it.';
  return meant
    ? `Did you mean ${
        written.includes('.') ? `${meant}.${namespace}${domain}` : meant
      }? ${rest}`
    : rest;
}
