import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';

/** A query that this server does not evaluate, or that is none. */
export class QueryError extends Error {}

/** What a label must be. */
export interface Matcher {
  label: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
}

/** A vector selector. */
export interface Selector {
  type: 'selector';
  matchers: Matcher[];
}

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
      left: Expression;
      right: Expression;
    };

const FUNCTIONS = ['rate', 'increase', 'histogram_quantile'];
const AGGREGATIONS = ['sum', 'avg', 'min', 'max', 'count'];
const BINARY: Record<string, string> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  Gtr: '>',
  Lss: '<',
  Gte: '>=',
  Lte: '<=',
};
const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Milliseconds of a duration such as `1h30m`. */
export function parseDuration(text: string): number {
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) {
    throw new QueryError(`"${text}" is not a duration`);
  }
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdwy])/g)) {
    total += Number(count) * UNITS[unit];
  }
  return total;
}

/** Reads the tree that the grammar of Prometheus gives; what it does not know is refused by name. */
class Reader {
  readonly #query: string;

  constructor(query: string) {
    this.#query = query;
  }

  #text(node: SyntaxNode): string {
    return this.#query.slice(node.from, node.to);
  }

  #children(node: SyntaxNode): SyntaxNode[] {
    const children: SyntaxNode[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) {
      children.push(child);
    }
    return children;
  }

  #string(node: SyntaxNode): string {
    const text = this.#text(node);
    if (text.startsWith('`')) {
      return text.slice(1, -1);
    }
    try {
      return JSON.parse(
        text.startsWith("'")
          ? `"${text.slice(1, -1).replace(/\\'/g, "'").replace(/"/g, '\\"')}"`
          : text,
      );
    } catch {
      throw new QueryError(`${text} is not a string`);
    }
  }

  expression(node: SyntaxNode): Expression {
    const children = this.#children(node);
    switch (node.name) {
      case 'ParenExpr':
        return this.expression(children[0]);
      case 'NumberDurationLiteral': {
        const value = Number(this.#text(node));
        if (Number.isNaN(value)) {
          throw new QueryError(`${this.#text(node)} is not a number`);
        }
        return { type: 'number', value };
      }
      case 'VectorSelector':
        return this.#selector(children);
      case 'MatrixSelector': {
        const selector = this.expression(children[0]);
        if (selector.type !== 'selector') {
          throw new QueryError(`${this.#text(node)} is not evaluated here`);
        }
        return {
          type: 'range',
          selector,
          range: parseDuration(this.#text(children[1])),
        };
      }
      case 'FunctionCall':
        return this.#call(children);
      case 'AggregateExpr':
        return this.#aggregate(children);
      case 'BinaryExpr':
        return this.#binary(node, children);
      default:
        throw new QueryError(
          `${node.name} is not evaluated here: ${this.#text(node)}`,
        );
    }
  }

  #selector(children: SyntaxNode[]): Selector {
    const matchers: Matcher[] = [];
    for (const child of children) {
      if (child.name === 'Identifier') {
        matchers.push({
          label: '__name__',
          operator: '=',
          value: this.#text(child),
        });
      } else {
        for (const matcher of this.#children(child)) {
          const [label, operator, value] = this.#children(matcher);
          if (matcher.name !== 'UnquotedLabelMatcher') {
            throw new QueryError(
              `${this.#text(matcher)} is not evaluated here`,
            );
          }
          matchers.push({
            label: this.#text(label),
            operator: this.#text(operator) as Matcher['operator'],
            value: this.#string(value),
          });
        }
      }
    }
    return { type: 'selector', matchers };
  }

  #call([identifier, body]: SyntaxNode[]): Expression {
    const name = this.#text(identifier);
    if (!FUNCTIONS.includes(name)) {
      throw new QueryError(
        `the function ${name} is not evaluated here; ${FUNCTIONS.join(
          ', ',
        )} are`,
      );
    }
    return {
      type: 'call',
      name,
      args: this.#children(body).map(argument => this.expression(argument)),
    };
  }

  #aggregate(children: SyntaxNode[]): Expression {
    const operator = this.#text(children[0]);
    if (!AGGREGATIONS.includes(operator)) {
      throw new QueryError(
        `the aggregation ${operator} is not evaluated here; ${AGGREGATIONS.join(
          ', ',
        )} are`,
      );
    }
    const modifier = children.find(({ name }) => name === 'AggregateModifier');
    const body = children.find(({ name }) => name === 'FunctionCallBody');
    const [keyword, grouping] = modifier ? this.#children(modifier) : [];
    const [argument] = body ? this.#children(body) : [];
    if (!argument) {
      throw new QueryError(`${operator} needs an argument`);
    }
    return {
      type: 'aggregate',
      operator,
      by: keyword?.name !== 'Without',
      labels: grouping
        ? this.#children(grouping).map(label => this.#text(label))
        : [],
      expression: this.expression(argument),
    };
  }

  #binary(node: SyntaxNode, children: SyntaxNode[]): Expression {
    if (children.length !== 3 || !(children[1].name in BINARY)) {
      throw new QueryError(`${this.#text(node)} is not evaluated here`);
    }
    return {
      type: 'binary',
      operator: BINARY[children[1].name],
      left: this.expression(children[0]),
      right: this.expression(children[2]),
    };
  }
}

/** @throws QueryError when the query is not PromQL, or not of the part that is evaluated here. */
export function parseQuery(query: string): Expression {
  const tree = parser.parse(query);
  let broken: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) {
        broken ??= node.from;
      }
    },
  });
  const root = tree.topNode.firstChild;
  if (broken !== undefined || !root) {
    throw new QueryError(
      `parse error at char ${(broken ?? 0) + 1}: ${query.slice(
        broken ?? 0,
        (broken ?? 0) + 20,
      )}`,
    );
  }
  return new Reader(query).expression(root);
}
