import { useApi } from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from '../api/ServiceMeshApi';
import {
  useDebouncedAnswer,
  type DebouncedAnswer,
} from '../hooks/useDebouncedAnswer';
import { askChoices, type Choices } from './askChoices';

/** What exists in an environment; nothing is asked before it is chosen. */
export function useChoices(
  environment: string,
  given: { namespace?: string; service?: string },
): DebouncedAnswer<Choices | undefined> {
  const api = useApi(serviceMeshApiRef);
  return useDebouncedAnswer(
    JSON.stringify([environment, given]),
    async signal =>
      environment ? askChoices(api, environment, given, signal) : undefined,
  );
}
