import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ChangeForm,
  ChangePreview,
  ChangeRequest,
  ChangeTemplate,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import {
  useDebouncedAnswer,
  type DebouncedAnswer,
} from '../../hooks/useDebouncedAnswer';
import { sentParameters, shownParameters } from './parameters';
import type { ChangeState } from './useChangeState';
import { withDefaults } from './withDefaults';

/** What the form shows, what it would send, and what the back end says about it. */
export interface LiveChange {
  shown: Record<string, unknown>;
  /** Asks for a dry run. */
  request: ChangeRequest;
  form: DebouncedAnswer<ChangeForm>;
  preview: DebouncedAnswer<ChangePreview | undefined>;
}

/** Asks what exists and what the change would do, each time somebody stops typing. */
export function useChangePreview(
  environment: string,
  template: ChangeTemplate,
  { given, reason, expiresAt, draft }: ChangeState,
  acknowledgeUnknown: boolean,
): LiveChange {
  const api = useApi(serviceMeshApiRef);
  const common = { template: template.id, dryRun: true, acknowledgeUnknown };
  const asked: ChangeRequest = {
    ...common,
    draft: false,
    parameters: sentParameters(given),
  };
  const form = useDebouncedAnswer(
    `${environment} ${JSON.stringify(asked.parameters)}`,
    signal => api.changeForm(environment, asked, signal),
  );
  const suggested = form.data?.parameters;
  const shown = useMemo(
    () =>
      withDefaults(
        template.parameters,
        shownParameters(suggested ?? {}, given),
      ),
    [template, suggested, given],
  );
  const request: ChangeRequest = {
    ...common,
    draft,
    parameters: sentParameters(shown),
    ...(reason && { reason }),
    ...(expiresAt && { expiresAt }),
  };
  const preview = useDebouncedAnswer(
    `${environment} ${JSON.stringify(request)}`,
    async signal =>
      (await api.proposeChange(environment, request, signal)).preview,
  );
  return { shown, request, form, preview };
}
