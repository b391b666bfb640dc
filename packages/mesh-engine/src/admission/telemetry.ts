import { asList, asRecord, asText } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { attachment, selector } from './attachment';
import { duration, isSet, percent } from './values';
import type { Report } from './Report';

function providers(report: Report, value: unknown): void {
  asList(value).forEach((provider, index) => {
    if (!asText(asRecord(provider).name)) {
      report.at('providers', index).error('providers.name may not be empty');
    }
  });
}

/** A filter of access logs: an expression in CEL. */
export function accessLogFilter(report: Report, value: unknown): void {
  const expression = asText(asRecord(value).expression) ?? '';
  if (expression === '') {
    return;
  }
  const quotes = expression.replace(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g,
    '""',
  );
  let depth = 0;
  for (const sign of quotes) {
    depth += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0;
    if (depth < 0) {
      break;
    }
  }
  const isBroken =
    depth !== 0 ||
    /["']/.test(quotes.replace(/""/g, '')) ||
    /[^=!<>]=[^=]|^\s*(&&|\|\||==)|(&&|\|\||==|!=|[+*/<>])\s*$/.test(quotes) ||
    /[A-Za-z0-9_\])"]\s+[A-Za-z_"(](?<!\bin)(?!n\s)/.test(
      quotes.replace(/\s+in\s+/g, ' == '),
    );
  if (isBroken) {
    report
      .at('expression')
      .error(`expression must be a valid CEL expression: ${expression}`);
  }
}

function tracing(report: Report, list: unknown): void {
  const all = asList(list);
  if (all.length > 1) {
    report.warn('multiple tracing is not currently supported');
  }
  all.forEach((value, index) => {
    const at = report.at(index);
    const {
      providers: named,
      randomSamplingPercentage,
      customTags,
    } = asRecord(value);
    if (asList(named).length > 1) {
      at.warn('multiple providers is not currently supported');
    }
    providers(at, named);
    percent(
      at.at('randomSamplingPercentage'),
      typeof randomSamplingPercentage === 'number'
        ? randomSamplingPercentage
        : undefined,
    );
    for (const [name, tag] of Object.entries(asRecord(customTags))) {
      if (name === '') {
        at.error('tag name may not be empty');
      }
      if (!isSet(tag)) {
        at.error(`tag '${name}' may not have a nil value`);
        continue;
      }
      const { literal, header, environment, formatter } = asRecord(tag);
      if (isSet(literal) && !asText(asRecord(literal).value)) {
        at.error('literal tag value may not be empty');
      }
      if (isSet(header) && !asText(asRecord(header).name)) {
        at.error('header tag name may not be empty');
      }
      if (isSet(environment) && !asText(asRecord(environment).name)) {
        at.error('environment tag name may not be empty');
      }
      if (isSet(formatter) && !asText(asRecord(formatter).value)) {
        at.error('formatter tag value may not be empty');
      }
    }
  });
}

function metrics(report: Report, list: unknown): void {
  asList(list).forEach((value, index) => {
    const at = report.at(index);
    const { providers: named, overrides, reportingInterval } = asRecord(value);
    providers(at, named);
    duration(at.at('reportingInterval'), reportingInterval);
    asList(overrides).forEach((override, position) => {
      const here = at.at('overrides', position);
      const { match, tagOverrides } = asRecord(override);
      const { customMetric } = asRecord(match);
      if (isSet(customMetric) && customMetric === '') {
        here.error('customMetric may not be empty');
      }
      for (const [name, change] of Object.entries(asRecord(tagOverrides))) {
        const { operation, value: text } = asRecord(change);
        if (name === '') {
          here.error('tag name may not be empty');
        }
        if (operation === 'REMOVE') {
          if (asText(text)) {
            here.error(
              `tag '${name}' must not have a value when operation is REMOVE`,
            );
          }
        } else if (!asText(text)) {
          here.error(
            `tag '${name}' value must be set when operation is UPSERT`,
          );
        }
      }
    });
  });
}

/** A Telemetry. */
export function telemetry(
  report: Report,
  object: KubeObject,
  rootNamespace: string,
): void {
  const spec = asRecord(object.spec);
  attachment(report, spec, object.metadata.namespace, rootNamespace);
  selector(report.at('selector'), spec.selector);
  metrics(report.at('metrics'), spec.metrics);
  tracing(report.at('tracing'), spec.tracing);
  const logs = asList(spec.accessLogging);
  logs.forEach((value, index) => {
    const at = report.at('accessLogging', index);
    const { providers: named, filter } = asRecord(value);
    providers(at, named);
    accessLogFilter(at.at('filter'), filter);
  });
}
