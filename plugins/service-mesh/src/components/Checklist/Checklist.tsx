import type { MeshView } from '../MeshScope';
import { ChecklistPanel } from './ChecklistPanel';
import { useOnboarding } from './useOnboarding';

/** The checklist on the page of a service that the cluster has. */
export function Checklist({
  view,
  namespace,
  service,
}: {
  view: MeshView;
  namespace: string;
  service: string;
}) {
  return <ChecklistPanel query={useOnboarding(view, namespace, service)} />;
}
