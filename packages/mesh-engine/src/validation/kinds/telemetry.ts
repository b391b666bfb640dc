import type { Field } from '../Field';
import { validateAttachment } from '../parts/attachment';
import { celProblem } from '../values/celSyntax';
import type { ObjectOfKind } from './types';

function validateProviders(providers: Field): void {
  for (const provider of providers.items) {
    if (provider.get('name').text === '') {
      provider.error('required', 'providers.name may not be empty');
    }
  }
}

/** What a custom tag is taken from, by the field that must be written. */
const TAG_SOURCES: [string, string, string][] = [
  ['literal', 'value', 'literal tag value may not be empty'],
  ['header', 'name', 'header tag name may not be empty'],
  ['environment', 'name', 'environment tag name may not be empty'],
];

function validateTag(name: string, tag: Field): void {
  if (name === '') {
    tag.error('required', 'tag name may not be empty');
  }
  if (!tag.isSet) {
    tag.error('required', `tag '${name}' may not have a nil value`);
    return;
  }
  const [source, field, says] =
    TAG_SOURCES.find(([one]) => tag.has(one)) ?? TAG_SOURCES[0];
  if (tag.has(source) && tag.get(source).get(field).text === '') {
    tag.get(source).error('required', says);
  }
}

function validateTracing(tracing: Field): void {
  if (tracing.items.length > 1) {
    tracing.warn(
      'ignored',
      'multiple tracing is not currently supported',
      'Keep one entry.',
    );
  }
  for (const entry of tracing.items) {
    const providers = entry.get('providers');
    const percentage = entry.get('randomSamplingPercentage');
    if (providers.items.length > 1) {
      providers.warn(
        'ignored',
        'multiple providers is not currently supported',
        'Keep one provider.',
      );
    }
    validateProviders(providers);
    if (percentage.number < 0 || percentage.number > 100) {
      percentage.error(
        'range',
        'randomSamplingPercentage must be in range [0.0, 100.0]',
      );
    }
    for (const [name, tag] of entry.get('customTags').entries) {
      validateTag(name, tag);
    }
  }
}

function validateTagOverride(name: string, override: Field): void {
  if (name === '') {
    override.warn('required', 'tagOverrides.name may not be empty');
  }
  if (!override.isSet) {
    override.error('required', 'tagOverrides may not be null');
    return;
  }
  const operation = override.get('operation').text || 'UPSERT';
  const hasValue = override.get('value').text !== '';
  if (operation === 'UPSERT' && !hasValue) {
    override.error(
      'required',
      'tagOverrides.value must be set when operation is UPSERT',
    );
  }
  if (operation === 'REMOVE' && hasValue) {
    override.error(
      'exclusive',
      'tagOverrides.value may only be set when operation is UPSERT',
    );
  }
}

function validateMetrics(metrics: Field): void {
  for (const entry of metrics.items) {
    validateProviders(entry.get('providers'));
    for (const override of entry.get('overrides').items) {
      const custom = override.get('match').get('customMetric');
      if (!override.isSet) {
        override.error('required', 'tagOverrides may not be null');
      }
      for (const [name, tag] of override.get('tagOverrides').entries) {
        validateTagOverride(name, tag);
      }
      if (custom.isSet && custom.text === '') {
        custom.error('required', 'customMetric may not be empty');
      }
    }
  }
}

function validateAccessLogging(logging: Field): void {
  for (const entry of logging.items) {
    const expression = entry.get('filter').get('expression');
    if (entry.get('filter').isSet) {
      expression.refuse('expression', celProblem(expression.text));
    }
    validateProviders(entry.get('providers'));
  }
}

export function validateTelemetry({ spec }: ObjectOfKind): void {
  validateAttachment(spec);
  validateMetrics(spec.get('metrics'));
  validateTracing(spec.get('tracing'));
  validateAccessLogging(spec.get('accessLogging'));
}
