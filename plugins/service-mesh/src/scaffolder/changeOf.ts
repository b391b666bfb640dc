import type { ChangeRequest } from '@ecotrack/backstage-plugin-service-mesh-common';
import { isMap } from '../components/ChangeForm/isMap';
import { sentParameters } from '../components/ChangeForm/parameters';
import { textAt, valueAt } from './formValues';
import { environmentField, type EnvironmentOption } from './options';

/**
 * Where a parameter of a change comes from: a text is the path of a form field; `{ value }` is always the same; `{ text }`
 * has the paths of form fields in braces; `{ field, as }` stands for what the form says. Lists and objects hold more of
 * these.
 * @public
 */
export type ParameterSource =
  | string
  | { value: unknown }
  | { text: string }
  | { field: string; as: Record<string, unknown> }
  | ParameterSource[]
  | { [parameter: string]: ParameterSource };

/** Options of the preview. @public */
export type PreviewOptions = EnvironmentOption & {
  /** Id of the change template that the software template proposes. */
  template: string;
  /** By parameter of the change template, where it comes from. */
  parameters: Record<string, ParameterSource>;
  /** Path of the form field that holds the reason; `reason` when left out. */
  reason?: string;
  /** Path of the form field with the entity whose declared calls the run adds. */
  entity?: string;
};

function resolved(source: unknown, form: unknown): unknown {
  if (typeof source === 'string') {
    return valueAt(form, source);
  }
  if (Array.isArray(source)) {
    return source.map(each => resolved(each, form));
  }
  if (!isMap(source)) {
    return undefined;
  }
  if ('value' in source) {
    return source.value;
  }
  if (typeof source.text === 'string') {
    return source.text.replace(/\{([^{}]+)\}/g, (_, path: string) =>
      textAt(form, path),
    );
  }
  if (typeof source.field === 'string' && isMap(source.as)) {
    return source.as[String(valueAt(form, source.field))];
  }
  return Object.fromEntries(
    Object.entries(source).map(([name, each]) => [name, resolved(each, form)]),
  );
}

/** The change that a form asks for. */
export function changeOf(
  options: PreviewOptions,
  form: unknown,
  acknowledgeUnknown: boolean,
): { environment: string; request: ChangeRequest } {
  const { template, parameters, reason: reasonField = 'reason' } = options;
  const reason = textAt(form, reasonField);
  const wanted = resolved(parameters, form);
  return {
    environment: textAt(form, environmentField(options)),
    request: {
      template,
      parameters: isMap(wanted) ? sentParameters(wanted) : {},
      ...(reason && { reason }),
      acknowledgeUnknown,
      draft: false,
      dryRun: true,
    },
  };
}

function sources(
  source: ParameterSource,
  parameter: string,
): [parameter: string, field: string][] {
  if (typeof source === 'string') {
    return [[parameter, source]];
  }
  if (Array.isArray(source)) {
    return source.flatMap((each, index) =>
      sources(each, `${parameter}[${index}]`),
    );
  }
  return 'value' in source || 'text' in source || 'as' in source
    ? []
    : Object.entries(source).flatMap(([name, each]) =>
        sources(each, parameter ? `${parameter}.${name}` : name),
      );
}

/** The form field that a parameter of the change comes from; the parameter itself where it comes from none. */
export function formFieldOf(
  { parameters }: PreviewOptions,
  parameter: string,
): string {
  const [found] = sources(parameters, '')
    .filter(([name]) => parameter.startsWith(name))
    .sort(([a], [b]) => b.length - a.length);
  return found ? `${found[1]}${parameter.slice(found[0].length)}` : parameter;
}
