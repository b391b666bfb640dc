import { useEffect, useState } from 'react';
import { MarkdownContent, Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { ChangeTemplate } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useChangesSignal } from '../../hooks/useChangesSignal';
import { useUrlState } from '../../hooks/useUrlState';
import { Answer } from '../Answer';
import { useMeshLink } from '../MeshPage/useMeshLink';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { DateTimeField } from './DateTimeField';
import { ObservedCallers } from './ObservedCallers';
import { OtherProblems } from './OtherProblems';
import { ParameterForm } from './ParameterForm';
import { givenAfter } from './parameters';
import { PreviewPanel } from './PreviewPanel';
import { ProposeBar } from './ProposeBar';
import { useChangePreview } from './useChangePreview';
import { unknownOf } from './unknownOf';
import { useChangeState } from './useChangeState';

const REASON_LENGTH = 2000;

function TemplateHead({ template }: { template: ChangeTemplate }) {
  const link = useMeshLink();
  const [given] = useUrlState('p');
  return (
    <Box>
      <Answer>{template.title}</Answer>
      <p>
        {template.summary}{' '}
        <Link
          to={link('changes/new', given ? { p: given } : {})}
          underline="always"
        >
          Choose another template
        </Link>
      </p>
      <details>
        <summary>What it does, when to use it, and how to go back</summary>
        <MarkdownContent content={template.description} dialect="gfm" />
      </details>
    </Box>
  );
}

/** The parameters of a change beside what it would do, live as one types. */
export function ChangeForm({
  template,
  view: { environment, onAnswer },
}: {
  template: ChangeTemplate;
  view: MeshView;
}) {
  const state = useChangeState();
  const [acknowledged, setAcknowledged] = useState('');
  const { given, reason, expiresAt } = state;
  const live = useChangePreview(
    environment,
    template,
    state,
    acknowledged !== '',
  );
  const { shown, form, preview } = live;
  useChangesSignal(preview.retry);
  const answer = preview.data;
  useEffect(() => {
    if (answer) {
      onAnswer(new Date());
      setAcknowledged(seen => (seen === unknownOf(answer.effect) ? seen : ''));
    }
  }, [answer, onAnswer]);
  const problems = answer?.problems ?? [];
  const change = (changed: typeof shown) =>
    state.setGiven(givenAfter(given, shown, changed));
  const problemOf = (name: string) =>
    problems.find(({ field }) => field === name)?.message;
  return (
    <Stack spacing={2}>
      <TemplateHead template={template} />
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            lg: 'minmax(0, 2fr) minmax(0, 3fr)',
          },
        }}
      >
        <Panel title="Parameters">
          <Stack spacing={2}>
            <OtherProblems template={template} problems={problems} />
            <ParameterForm
              template={template}
              given={given}
              shown={shown}
              choices={form.data?.choices ?? {}}
              problems={problems}
              onChange={change}
            />
            <ObservedCallers
              observed={form.data?.observedCallers ?? []}
              callers={Array.isArray(shown.callers) ? shown.callers : []}
              onCallers={callers => change({ ...shown, callers })}
            />
            {template.timeBoxed && (
              <DateTimeField
                label="End"
                required
                value={expiresAt}
                help="When the change shall be taken back, in the time zone of your browser"
                problem={problemOf('expiresAt')}
                onTime={state.setExpiresAt}
              />
            )}
            <TextField
              label="Reason"
              multiline
              minRows={2}
              size="small"
              value={reason}
              error={problemOf('reason') !== undefined}
              helperText={
                problemOf('reason') ?? 'Why; it stands in the pull request'
              }
              inputProps={{ maxLength: REASON_LENGTH }}
              onChange={event => state.setReason(event.target.value)}
            />
          </Stack>
        </Panel>
        <PreviewPanel
          preview={preview}
          formError={form.error}
          acknowledged={acknowledged}
          onAcknowledged={setAcknowledged}
        />
      </Box>
      <ProposeBar
        environment={environment}
        live={live}
        draft={state.draft}
        onDraft={state.setDraft}
      />
    </Stack>
  );
}
