const EMPTY = 'header name cannot be empty';

const notValid = (name: string) =>
  `header name ${name} is not a valid header name`;

/** What is wrong with the name of a header that Envoy compares. */
export function headerNameProblem(name: string): string | undefined {
  if (name === '') {
    return EMPTY;
  }
  return ['\0', '\r', '\n'].some(letter => name.includes(letter))
    ? notValid(name)
    : undefined;
}

/** What is wrong with the name of a header that Istio writes, or that browsers read. */
export function strictHeaderNameProblem(name: string): string | undefined {
  if (name === '') {
    return EMPTY;
  }
  return /^[-_A-Za-z0-9]+$/.test(name) ? undefined : notValid(name);
}

export const isAuthorityHeader = (name: string): boolean =>
  [':authority', 'host'].includes(name.toLowerCase());

/** What is wrong with a header that is removed, or that responses get. */
export function changedHeaderProblem(name: string): string | undefined {
  if (name === '') {
    return EMPTY;
  }
  if (name.toLowerCase() === 'host') {
    return `invalid header ${JSON.stringify(name)}: cannot set Host header`;
  }
  return name.startsWith(':')
    ? `invalid header ${JSON.stringify(name)}: header cannot have ":" prefix`
    : undefined;
}

/** The same of a header that requests get, which may be the authority. */
export const setHeaderProblem = (name: string): string | undefined =>
  isAuthorityHeader(name) ? undefined : changedHeaderProblem(name);
