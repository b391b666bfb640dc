import type { Mesh } from '../../mesh/Mesh';

/** Whether a trust domain is that of the mesh, by one of its names; `cluster.local` always stands for it. */
export function isOwnTrustDomain({ config }: Mesh, name: string): boolean {
  return [
    config.trustDomain,
    ...config.trustDomainAliases,
    'cluster.local',
  ].includes(name);
}
