import { useApi } from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import type { MeshView } from '../MeshScope';
import { AnswerState } from '../QueryState';
import { ChangeForm } from './ChangeForm';
import { TemplateChooser } from './TemplateChooser';

/** A new change: first what it is, then its parameters beside what it would do. */
export function ChangeFormPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const [id] = useUrlState('template');
  const query = useMeshQuery(
    'change templates',
    signal => api.changeTemplates(signal),
    { paused: true, onAnswer: view.onAnswer },
  );
  return (
    <AnswerState query={query} rows={8}>
      {templates => {
        const template = templates.find(candidate => candidate.id === id);
        return template ? (
          <ChangeForm
            key={`${view.environment} ${id}`}
            template={template}
            view={view}
          />
        ) : (
          <TemplateChooser templates={templates} missing={id} />
        );
      }}
    </AnswerState>
  );
}
