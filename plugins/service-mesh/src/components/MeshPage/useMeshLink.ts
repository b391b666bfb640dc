import { createContext, useContext } from 'react';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useSearchParams } from 'react-router-dom';
import type { ObjectRef } from '@ecotrack/backstage-plugin-service-mesh-common';
import { rootRouteRef } from '../../routes';

const KEPT = ['environment', 'window', 'paused'];

/** The environment that links lead to from where the URL does not name it. */
export const EnvironmentOfLinks = createContext('');

/** The part of the URL's state that every page of the mesh shares. */
export function useMeshSearch(): string {
  const environment = useContext(EnvironmentOfLinks);
  const [parameters] = useSearchParams();
  const kept = new URLSearchParams(environment && { environment });
  for (const name of KEPT) {
    const value = parameters.get(name);
    if (value) {
      kept.set(name, value);
    }
  }
  return kept.toString();
}

/** Makes links to pages of the mesh that keep the environment and the window. */
export function useMeshLink(): (
  path: string,
  state?: Record<string, string>,
) => string {
  const root = useRouteRef(rootRouteRef);
  const search = useMeshSearch();
  return (path, state = {}) => {
    const parameters = new URLSearchParams(search);
    for (const [name, value] of Object.entries(state)) {
      parameters.set(name, value);
    }
    const text = parameters.toString();
    return `${root().replace(/\/$/, '')}/${path}${text ? `?${text}` : ''}`;
  };
}

/** Path of a service's page. */
export const servicePath = (namespace: string, name: string) =>
  `services/${encodeURIComponent(namespace)}/${encodeURIComponent(name)}`;

/** Path of the page of a change. */
export const changePath = (id: string) => `changes/${encodeURIComponent(id)}`;

/** Path and state of an object's page, at a line of its YAML. */
export const objectPath = (
  { apiVersion, kind, namespace, name }: ObjectRef,
  line?: number,
): [string, Record<string, string>] => [
  'object',
  {
    apiVersion,
    kind,
    ...(namespace && { namespace }),
    object: name,
    ...(line && { line: String(line) }),
  },
];
