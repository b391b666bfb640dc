import { asRecord, asWord } from '../resources/fields';

const OPERATORS: Record<string, string> = {
  exact: 'is',
  prefix: 'starts with',
  regex: 'matches',
};

const MAPS: Record<string, string> = {
  headers: 'header',
  withoutHeaders: 'without header',
  queryParams: 'query parameter',
  sourceLabels: 'source label',
};

/** Conditions on who asks or with what; the path and the host are where the request goes. */
const ABOUT_THE_REQUEST = [...Object.keys(MAPS), 'sourceNamespace', 'method'];

function condition(subject: string, value: unknown): string {
  const [operator, text] = Object.entries(asRecord(value))[0] ?? [];
  if (operator !== undefined) {
    return `${subject} ${OPERATORS[operator] ?? operator} ${asWord(text)}`;
  }
  return typeof value === 'object'
    ? `${subject} is present`
    : `${subject} is ${asWord(value)}`;
}

/** A match of a route as words, such as `header end-user is jason and uri starts with /api`. */
export function matchInWords(match: Record<string, unknown>): string {
  const conditions = Object.entries(match)
    .filter(([field]) => !['name', 'ignoreUriCase', 'gateways'].includes(field))
    .flatMap(([field, value]) =>
      field in MAPS
        ? Object.entries(asRecord(value)).map(([key, wanted]) =>
            condition(`${MAPS[field]} ${key}`, wanted),
          )
        : Array.isArray(value)
        ? [`${field} is ${value.map(asWord).join(' or ')}`]
        : [condition(field, value)],
    );
  return conditions.join(' and ') || 'every request';
}

/** Whether a match picks requests by more than where they go. */
export function singlesOut(match: Record<string, unknown>): boolean {
  return ABOUT_THE_REQUEST.some(field => match[field] !== undefined);
}
