import { parseAllDocuments } from 'yaml';
import { isShared, manifestsOf, sharedPath } from '../__testUtils__/shared';
import { SCHEMAS } from './kinds';
import type { Schema } from './schema';

const FOLDERS = ['data/crds/istio', 'data/crds/gateway-api'];

/** It only guards changes, which a check of resources does not see. */
const LEFT_OUT = ['GatewayClass'];

interface Alternative {
  required?: string[];
  properties?: object;
}

/** What this test reads of the OpenAPI schema of a CRD. */
interface CrdSchema {
  type?: string;
  enum?: (string | number)[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  nullable?: boolean;
  required?: string[];
  properties?: Record<string, CrdSchema>;
  additionalProperties?: CrdSchema;
  items?: CrdSchema;
  oneOf?: Alternative[];
  allOf?: { oneOf?: Alternative[] }[];
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-validations'?: { message: string }[];
}

interface Crd {
  kind: string;
  spec: {
    group: string;
    names: { kind: string; plural: string };
    scope: string;
    versions: {
      name: string;
      served: boolean;
      schema: { openAPIV3Schema: CrdSchema };
    }[];
  };
}

/** Alternatives that are told apart by the value of a field are a rule of ours. */
const isByValue = ({ properties }: Alternative) => properties !== undefined;

function groupsOf({ oneOf, allOf = [] }: CrdSchema): string[][] {
  return [oneOf, ...allOf.map(part => part.oneOf)]
    .filter(alternatives => alternatives !== undefined)
    .filter(alternatives => !alternatives.some(isByValue))
    .map(alternatives =>
      alternatives.flatMap(({ required = [] }) => required).sort(),
    )
    .sort();
}

function typeOf(crd: CrdSchema): Schema['type'] {
  switch (crd.type) {
    case 'string':
      return 'text';
    case 'array':
      return 'list';
    case 'integer':
    case 'number':
    case 'boolean':
      return crd.type;
    case 'object':
      return crd['x-kubernetes-preserve-unknown-fields']
        ? 'struct'
        : crd.additionalProperties
        ? 'map'
        : 'object';
    default:
      return 'intOrText';
  }
}

/** Both sides in one form, field by field. */
type Description = Record<string, unknown>;

function describeCrd(crd: CrdSchema): Description {
  const type = typeOf(crd);
  return {
    type,
    nullable: crd.nullable ?? false,
    rules: [
      ...(crd['x-kubernetes-validations'] ?? []).map(rule => rule.message),
      ...(crd.oneOf?.some(isByValue)
        ? ['must validate one and only one schema (oneOf)']
        : []),
    ].sort(),
    min:
      (crd.minLength || undefined) ??
      crd.minimum ??
      crd.minItems ??
      crd.minProperties,
    max: crd.maxLength ?? crd.maximum ?? crd.maxItems ?? crd.maxProperties,
    values: crd.enum && [...crd.enum].sort(),
    pattern: crd.pattern,
    format: crd.format === 'byte' ? crd.format : undefined,
    isSet: crd['x-kubernetes-list-type'] === 'set',
    keys: crd['x-kubernetes-list-map-keys'],
    oneOf: groupsOf(crd),
    item: crd.items && describeCrd(crd.items),
    value: crd.additionalProperties && describeCrd(crd.additionalProperties),
    fields:
      type === 'object'
        ? Object.fromEntries(
            Object.entries(crd.properties ?? {}).map(([name, field]) => [
              name,
              {
                ...describeCrd(field),
                required: crd.required?.includes(name) ?? false,
              },
            ]),
          )
        : undefined,
  };
}

function describeOurs(schema: Schema): Description {
  const options: {
    type: string;
    min?: number;
    max?: number;
    values?: readonly (string | number)[];
    pattern?: string;
    format?: string;
    isSet?: boolean;
    keys?: readonly string[];
    oneOf?: readonly (readonly string[])[];
  } = schema;
  return {
    type: schema.type,
    nullable: schema.nullable ?? false,
    rules: (schema.rules ?? []).map(rule => rule.apiServer).sort(),
    min: options.min,
    max: options.max,
    values: options.values && [...options.values].sort(),
    pattern: options.pattern,
    format: options.format,
    isSet: options.isSet ?? false,
    keys: options.keys,
    oneOf: (options.oneOf ?? []).map(group => [...group].sort()).sort(),
    item: schema.type === 'list' ? describeOurs(schema.item) : undefined,
    value: schema.type === 'map' ? describeOurs(schema.value) : undefined,
    fields:
      schema.type === 'object'
        ? Object.fromEntries(
            Object.entries(schema.fields).map(([name, field]) => [
              name,
              { ...describeOurs(field), required: field.required ?? false },
            ]),
          )
        : undefined,
  };
}

const VERSIONS = FOLDERS.filter(isShared)
  .flatMap(manifestsOf)
  .flatMap(({ text }) => parseAllDocuments(text))
  .map(document => document.toJS() as Crd | null)
  .filter(crd => crd?.kind === 'CustomResourceDefinition')
  .flatMap(crd => (crd ? [crd.spec] : []))
  .filter(({ names }) => !LEFT_OUT.includes(names.kind))
  .flatMap(({ group, names, versions }) =>
    versions
      .filter(({ served }) => served)
      .map(({ name, schema }) => ({
        key: `${group}/${name}/${names.kind}`,
        crd: schema.openAPIV3Schema,
      })),
  );

(VERSIONS.length > 0 ? describe : describe.skip)(
  VERSIONS.length > 0
    ? 'definitions against the CRDs'
    : `absent: ${FOLDERS.map(sharedPath).join(', ')}`,
  () => {
    it('has a definition of every served version of every kind, and of no other', () => {
      expect([...SCHEMAS.keys()].sort()).toEqual(
        VERSIONS.map(({ key }) => key).sort(),
      );
    });

    it.each(VERSIONS)('$key', ({ key, crd }) => {
      const spec = SCHEMAS.get(key)?.fields.spec as Schema;
      expect(describeOurs(spec)).toEqual(
        describeCrd(crd.properties?.spec ?? {}),
      );
      expect(spec.required ?? false).toBe(
        crd.required?.includes('spec') ?? false,
      );
    });
  },
);
