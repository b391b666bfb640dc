import { duration } from '../parts/duration';
import { selector } from '../parts/selectors';
import { oneAttachment, targetRef, targetRefs } from '../parts/targetRef';
import {
  boolean,
  list,
  map,
  nullable,
  number,
  object,
  required,
  text,
  type Infer,
  type Rule,
} from '../schema';

interface TagOverride {
  operation?: string;
  value?: string;
}

const upsertNeedsValue: Rule<TagOverride> = {
  apiServer: 'value must be set when operation is UPSERT',
  message: 'A tag is to be set, but nothing says to what.',
  fix: 'Add value, or set operation to REMOVE.',
  judge: ({ operation, value }) =>
    operation !== 'UPSERT' ||
    (value === undefined ? 'no such key: value' : value !== ''),
};

const removeHasNoValue: Rule<TagOverride> = {
  apiServer: 'value must not be set when operation is REMOVE',
  message: 'A tag that is removed has no value.',
  fix: 'Remove value, or set operation to UPSERT.',
  judge: ({ operation, value }) =>
    operation !== 'REMOVE' || value === undefined,
};

const flag = nullable(boolean());
const mode = text({ values: ['CLIENT_AND_SERVER', 'CLIENT', 'SERVER'] });
const match = object({ mode });
const providers = list(object({ name: required(text({ min: 1 })) }));

const metrics = object({
  overrides: list(
    object({
      disabled: flag,
      match: object(
        {
          customMetric: text({ min: 1 }),
          metric: text({
            values: [
              'ALL_METRICS',
              'REQUEST_COUNT',
              'REQUEST_DURATION',
              'REQUEST_SIZE',
              'RESPONSE_SIZE',
              'TCP_OPENED_CONNECTIONS',
              'TCP_CLOSED_CONNECTIONS',
              'TCP_SENT_BYTES',
              'TCP_RECEIVED_BYTES',
              'GRPC_REQUEST_MESSAGES',
              'GRPC_RESPONSE_MESSAGES',
            ],
          }),
          mode,
        },
        { oneOf: [['metric', 'customMetric']] },
      ),
      tagOverrides: map(
        object(
          { operation: text({ values: ['UPSERT', 'REMOVE'] }), value: text() },
          { rules: [upsertNeedsValue, removeHasNoValue] },
        ),
      ),
    }),
  ),
  providers,
  reportingInterval: duration,
});

const namedValue = object({
  defaultValue: text(),
  name: required(text({ min: 1 })),
});
const plainValue = object({ value: required(text({ min: 1 })) });

const tracing = object({
  customTags: map(
    object(
      {
        environment: namedValue,
        formatter: plainValue,
        header: namedValue,
        literal: plainValue,
      },
      { oneOf: [['literal', 'environment', 'header', 'formatter']] },
    ),
  ),
  disableContextPropagation: flag,
  disableSpanReporting: flag,
  enableIstioTags: flag,
  match,
  providers,
  randomSamplingPercentage: nullable(number({ min: 0, max: 100 })),
  useRequestIdForTraceSampling: flag,
});

export const telemetry = object(
  {
    accessLogging: list(
      object({
        disabled: flag,
        filter: object({ expression: text() }),
        match,
        providers,
      }),
    ),
    metrics: list(metrics),
    selector,
    targetRef,
    targetRefs,
    tracing: list(tracing),
  },
  { rules: [oneAttachment] },
);

export type TelemetrySpec = Infer<typeof telemetry>;
