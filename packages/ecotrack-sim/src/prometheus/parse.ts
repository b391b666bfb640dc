import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';
import {
  QueryError,
  type Expression,
  type Matcher,
  type Matching,
  type Selector,
} from './expression';
import { FUNCTIONS, type Argument } from './functions';
import { COMPARE, SET_OPERATORS } from './binary';

const AGGREGATIONS = ['sum', 'avg', 'min', 'max', 'count'];
const OPERATORS: Record<string, string> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  Gtr: '>',
  Lss: '<',
  Gte: '>=',
  Lte: '<=',
  Eql: '==',
  Neq: '!=',
  And: 'and',
  Or: 'or',
  Unless: 'unless',
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
const EVERYTHING: Matching = { on: false, labels: [], include: [] };

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

function parseNumber(text: string): number {
  if (/^[+-]?inf$/i.test(text)) {
    return text.startsWith('-') ? -Infinity : Infinity;
  }
  const value = Number(text);
  if (Number.isNaN(value) && !/^nan$/i.test(text)) {
    throw new QueryError(`"${text}" is not evaluated here as a number`);
  }
  return value;
}

function parseString(text: string): string {
  if (text.startsWith('`')) {
    return text.slice(1, -1);
  }
  const quoted = text.startsWith("'")
    ? `"${text.slice(1, -1).replace(/\\'/g, "'").replace(/"/g, '\\"')}"`
    : text;
  try {
    return JSON.parse(quoted);
  } catch {
    throw new QueryError(`${text} is not a string`);
  }
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

function kindOf(expression: Expression): Argument {
  switch (expression.type) {
    case 'range':
      return 'range';
    case 'number':
      return 'scalar';
    case 'call':
      return expression.name === 'time' ? 'scalar' : 'vector';
    case 'binary':
      return kindOf(expression.left) === 'scalar' &&
        kindOf(expression.right) === 'scalar'
        ? 'scalar'
        : 'vector';
    default:
      return 'vector';
  }
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

  #refuse(node: SyntaxNode): never {
    throw new QueryError(
      `${node.name} is not evaluated here: ${this.#text(node)}`,
    );
  }

  expression(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    switch (node.name) {
      case 'ParenExpr':
        return this.expression(children[0]);
      case 'NumberDurationLiteral':
        return { type: 'number', value: parseNumber(this.#text(node)) };
      case 'UnaryExpr':
        return this.#unary(children);
      case 'VectorSelector':
        return this.#selector(children);
      case 'MatrixSelector': {
        const selector = this.expression(children[0]);
        const range = parseDuration(this.#text(children[1]));
        return selector.type === 'selector'
          ? { type: 'range', selector, range }
          : this.#refuse(node);
      }
      case 'OffsetExpr':
        return this.#offset(node, children);
      case 'FunctionCall':
        return this.#call(children);
      case 'AggregateExpr':
        return this.#aggregate(children);
      case 'BinaryExpr':
        return this.#binary(node, children);
      default:
        return this.#refuse(node);
    }
  }

  #unary([sign, operand]: SyntaxNode[]): Expression {
    const right = this.expression(operand);
    return this.#text(sign) === '+'
      ? right
      : {
          type: 'binary',
          operator: '*',
          matching: EVERYTHING,
          left: { type: 'number', value: -1 },
          right,
        };
  }

  #offset(node: SyntaxNode, children: SyntaxNode[]): Expression {
    const inner = this.expression(children[0]);
    const offset = parseDuration(this.#text(children[2]));
    if (inner.type === 'selector') {
      return { ...inner, offset };
    }
    return inner.type === 'range'
      ? { ...inner, selector: { ...inner.selector, offset } }
      : this.#refuse(node);
  }

  #selector(children: SyntaxNode[]): Selector {
    const matchers = children.flatMap((child): Matcher[] =>
      child.name === 'Identifier'
        ? [{ label: '__name__', operator: '=', value: this.#text(child) }]
        : childrenOf(child).map(matcher => this.#matcher(matcher)),
    );
    return { type: 'selector', matchers, offset: 0 };
  }

  #matcher(matcher: SyntaxNode): Matcher {
    if (matcher.name !== 'UnquotedLabelMatcher') {
      this.#refuse(matcher);
    }
    const [label, operator, value] = childrenOf(matcher);
    return {
      label: this.#text(label),
      operator: this.#text(operator) as Matcher['operator'],
      value: parseString(this.#text(value)),
    };
  }

  #call([identifier, body]: SyntaxNode[]): Expression {
    const name = this.#text(identifier);
    if (!Object.hasOwn(FUNCTIONS, name)) {
      const known = Object.keys(FUNCTIONS).join(', ');
      throw new QueryError(
        `the function ${name} is not evaluated here; ${known} are`,
      );
    }
    const args = childrenOf(body).map(argument => this.expression(argument));
    const wanted = FUNCTIONS[name];
    if (
      args.length !== wanted.length ||
      args.some((argument, index) => kindOf(argument) !== wanted[index])
    ) {
      throw new QueryError(`${name} takes (${wanted.join(', ')})`);
    }
    return { type: 'call', name, args };
  }

  #labels(grouping: SyntaxNode | undefined): string[] {
    return grouping ? childrenOf(grouping).map(label => this.#text(label)) : [];
  }

  #aggregate(children: SyntaxNode[]): Expression {
    const operator = this.#text(children[0]);
    if (!AGGREGATIONS.includes(operator)) {
      const known = AGGREGATIONS.join(', ');
      throw new QueryError(
        `the aggregation ${operator} is not evaluated here; ${known} are`,
      );
    }
    const modifier = children.find(({ name }) => name === 'AggregateModifier');
    const body = children.find(({ name }) => name === 'FunctionCallBody');
    const [keyword, grouping] = modifier ? childrenOf(modifier) : [];
    const [argument] = body ? childrenOf(body) : [];
    const expression = argument && this.expression(argument);
    if (!expression || kindOf(expression) !== 'vector') {
      throw new QueryError(`${operator} takes (vector)`);
    }
    return {
      type: 'aggregate',
      operator,
      by: keyword?.name !== 'Without',
      labels: this.#labels(grouping),
      expression,
    };
  }

  #binary(node: SyntaxNode, children: SyntaxNode[]): Expression {
    const operator = OPERATORS[children[1].name];
    const modifiers = children.slice(2, -1);
    if (
      operator === undefined ||
      modifiers.some(({ name }) => name !== 'MatchingModifierClause')
    ) {
      this.#refuse(node);
    }
    const left = this.expression(children[0]);
    const right = this.expression(children[children.length - 1]);
    const kinds = [kindOf(left), kindOf(right)];
    const isSet = SET_OPERATORS.includes(operator);
    if (kinds.includes('range') || (isSet && kinds.includes('scalar'))) {
      throw new QueryError(`${operator} does not take (${kinds.join(', ')})`);
    }
    if (operator in COMPARE && !kinds.includes('vector')) {
      throw new QueryError('comparisons between scalars must use bool');
    }
    const matching = modifiers[0] ? this.#matching(modifiers[0]) : EVERYTHING;
    return { type: 'binary', operator, matching, left, right };
  }

  #matching(clause: SyntaxNode): Matching {
    const [keyword, labels, group, include] = childrenOf(clause);
    return {
      on: keyword.name === 'On',
      labels: this.#labels(labels),
      many: group && (group.name === 'GroupLeft' ? 'left' : 'right'),
      include: this.#labels(include),
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
    const at = broken ?? 0;
    throw new QueryError(
      `parse error at char ${at + 1}: ${query.slice(at, at + 20)}`,
    );
  }
  return new Reader(query).expression(root);
}
