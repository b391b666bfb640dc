import { useParams } from 'react-router-dom';
import type { MeshView } from '../MeshScope';
import { ServiceDetail } from './ServiceDetail';

/** The page of one service. */
export function ServicePage({ view }: { view: MeshView }) {
  const { namespace = '', service = '' } = useParams();
  return <ServiceDetail view={view} namespace={namespace} service={service} />;
}
