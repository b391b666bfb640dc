/** What a label must be. */
export interface Matcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A vector selector; `offset` in milliseconds. */
export interface Selector {
  type: 'selector';
  matchers: Matcher[];
  offset: number;
}

/** Which labels pair the two sides of an operator, and which side may have several elements in a group. */
export interface Matching {
  on: boolean;
  labels: string[];
  many?: 'left' | 'right';
  /** Labels that the many side takes over from the other. */
  include: string[];
}

/** PromQL, as far as it is evaluated here. Durations in milliseconds. */
export type Expression =
  | { type: 'number'; value: number }
  | Selector
  | { type: 'range'; selector: Selector; range: number }
  | { type: 'call'; name: string; args: Expression[] }
  | {
      type: 'aggregate';
      operator: string;
      by: boolean;
      labels: string[];
      expression: Expression;
    }
  | {
      type: 'binary';
      operator: string;
      matching: Matching;
      left: Expression;
      right: Expression;
    };

/** A query that this server does not evaluate, or that is none. */
export class QueryError extends Error {}

/** A query that cannot be answered with the series that there are. */
export class ExecutionError extends Error {}
