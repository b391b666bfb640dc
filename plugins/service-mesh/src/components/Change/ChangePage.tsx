import { useParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useChangesSignal } from '../../hooks/useChangesSignal';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { isAtEnd } from '../Changes';
import type { MeshView } from '../MeshScope';
import { AnswerState } from '../QueryState';
import { useState } from 'react';
import { ChangeFacts } from './ChangeFacts';

const OFTEN = 5_000;

/** One change, followed until its end. */
export function ChangePage({ view: { paused, onAnswer } }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const { id = '' } = useParams();
  const [ended, setEnded] = useState('');
  const query = useMeshQuery(
    `change ${id}`,
    async signal => {
      const change = await api.change(id, signal);
      setEnded(isAtEnd(change) ? id : '');
      return change;
    },
    { paused: paused || ended === id, onAnswer, every: OFTEN },
  );
  useChangesSignal(query.retry);
  return (
    <AnswerState query={query} rows={8}>
      {change => <ChangeFacts change={change} onMoved={query.retry} />}
    </AnswerState>
  );
}
