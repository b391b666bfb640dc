const LABEL = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const MAX_LABEL = 63;
const MAX_PREFIX = 253;

const IS_LABEL = new RegExp(`^${LABEL}$`);
const IS_WILDCARD_LABEL = new RegExp(`^(?:\\*|(?:\\*|\\*-)?${LABEL})$`);
const LABEL_KEY = new RegExp(
  `^((?:${LABEL}(?:\\.${LABEL})*)/)?((?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$`,
);
const IS_LABEL_VALUE = /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** Whether a text is one label of a DNS name. */
export const isDnsLabel = (text: string): boolean =>
  text.length <= MAX_LABEL && IS_LABEL.test(text);

/** The same, maybe with a star before it. */
export const isWildcardDnsLabel = (text: string): boolean =>
  text.length <= MAX_LABEL && IS_WILDCARD_LABEL.test(text);

/** What is wrong with a key of labels. */
export function labelKeyProblem(key: string): string | undefined {
  const [match, prefix = '/', name] = LABEL_KEY.exec(key) ?? [];
  return match === undefined ||
    name.length > MAX_LABEL ||
    prefix.length - 1 > MAX_PREFIX
    ? `invalid tag key: ${JSON.stringify(key)}`
    : undefined;
}

/** What is wrong with a value of labels. */
export function labelValueProblem(value: string): string | undefined {
  return value.length > MAX_LABEL || !IS_LABEL_VALUE.test(value)
    ? `invalid tag value: ${JSON.stringify(value)}`
    : undefined;
}

export const portNameProblem = (name: string): string | undefined =>
  isDnsLabel(name) ? undefined : `invalid port name: ${name}`;
