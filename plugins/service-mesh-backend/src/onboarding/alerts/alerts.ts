import { phrase } from '../../questions/wording/figures';
import { onboardForm } from '../change/onboardingChange';
import type { Judge } from '../types';
import { namesOf, whoDoes } from '../wording';
import { carriesRequests, seriesOf, watches } from './watches';

/** Whether Prometheus evaluates rules that would see trouble of the service. */
export const alerts: Judge = ({ subject, readings: { rules, scope } }) => {
  const { namespace, name, service, workloads } = subject;
  const { value, state } = rules;
  if (!value) {
    return {
      state: 'unknown',
      says: `Prometheus does not tell its rules: ${phrase(
        state.reason ?? 'it did not answer',
      )}.`,
      because: [],
    };
  }
  const series = seriesOf(service, workloads, scope);
  const own = value.filter(({ query }) =>
    watches(query, series, carriesRequests(service)),
  );
  const because = own.map(({ name: rule, query, error }) => ({
    says: error ? `${rule} cannot be evaluated: ${error}.` : `${rule}.`,
    query,
  }));
  if (own.length === 0) {
    return {
      state: 'waiting',
      says: 'No alerting rule of Prometheus looks at it.',
      because: [
        {
          says: `Prometheus has ${value.length} alerting rules, and none selects it.`,
        },
      ],
      next: {
        title: 'Add alerts…',
        change: onboardForm(namespace, name),
      },
    };
  }
  const broken = own.filter(({ error }) => error !== undefined);
  return broken.length === own.length
    ? {
        state: 'failed',
        says: `Prometheus cannot evaluate ${namesOf(
          broken.map(rule => rule.name),
        )}.`,
        because,
      }
    : {
        state: 'done',
        says: whoDoes(
          own.filter(({ error }) => error === undefined).map(rule => rule.name),
          'watches it.',
          'watch it.',
        ),
        because,
      };
};
