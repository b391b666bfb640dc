import type { KubeObject, Mesh, ObjectRef } from '@ecotrack/mesh-engine';

/** What the fields of a form stand for, so that a portal can offer what exists. @public */
export type ParameterPicker =
  | 'namespace'
  | 'service'
  | 'workload'
  | 'version'
  | 'port'
  | 'service-account'
  | 'host'
  | 'gateway'
  | 'kind'
  | 'object'
  | 'finding';

/** The part of JSON Schema (draft 7) that parameters are described with. @public */
export interface ParameterSchema {
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  title?: string;
  /** Help in plain words; no Istio is assumed. */
  description?: string;
  enum?: readonly (string | number)[];
  const?: unknown;
  default?: unknown;
  examples?: readonly unknown[];
  format?: 'date-time' | 'uri';
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  items?: ParameterSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Readonly<Record<string, ParameterSchema>>;
  required?: readonly string[];
  additionalProperties?: false | ParameterSchema;
  minProperties?: number;
  oneOf?: readonly ParameterSchema[];
  anyOf?: readonly ParameterSchema[];
  dependencies?: Readonly<Record<string, readonly string[] | ParameterSchema>>;
  /** What exists in the mesh and may be chosen; free text is allowed beside it. */
  'x-picker'?: ParameterPicker;
}

/** Values that a schema allows. @public */
export type Parameters = Readonly<Record<string, unknown>>;

/** What a template sees. @public */
export interface PlanContext {
  /**
   * The environment as it will be once everything in Git is live: the objects of the cluster, with those that the
   * repository declares over them.
   */
  mesh: Mesh;
  /** The objects that the repository declares for the environment, and only these. */
  declared: Mesh;
  /** When it is planned; absent where nobody says, and then no day is over. */
  now?: Date;
}

/** Objects as they shall be. What is not named stays as it is. @public */
export interface Plan {
  /** What the change does, as the title of a pull request: `Send 10 % of payment-service to v2`. */
  title: string;
  /** Whole objects; those that are declared already keep what they have beside what the change is about. */
  wanted: readonly KubeObject[];
  removed?: readonly ObjectRef[];
  /** What somebody who merges should know, a sentence each. */
  notes?: readonly string[];
  /** The service that the change is about as a whole: what is new of it stands together in files under its name. */
  group?: string;
}

/** What a change is about. @public */
export type ChangeTopic = 'traffic' | 'security' | 'edges';

/**
 * A change that may be asked for by name: a pure function from parameters and the mesh to objects as they shall be.
 * @public
 */
export interface ChangeTemplate<P extends object = Record<string, unknown>> {
  /** A DNS label, stable for ever: `traffic-weights`. */
  id: string;
  /** Raised when the same parameters give something else. */
  version: number;
  topic: ChangeTopic;
  title: string;
  /** One sentence for a list. */
  summary: string;
  /** Markdown for somebody who does not know Istio: what it does, when to use it, how to go back. */
  description: string;
  /** Whether the change must carry an end. */
  timeBoxed?: boolean;
  parameters: ParameterSchema & { type: 'object' };
  /** The parameters that describe what is there now; what is given already is kept. */
  current?(given: Partial<P>, context: PlanContext): Partial<P>;
  /** @throws ParameterError when the parameters do not fit the mesh */
  plan(parameters: P, context: PlanContext): Plan;
}
