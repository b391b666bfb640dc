import { asList, asRecord, asText, asWord } from '../resources/fields';

type Parent = Record<string | number, unknown> | unknown[];

const unescape = (token: string) =>
  token.replace(/~1/g, '/').replace(/~0/g, '~');

function keyIn(parent: Parent, step: string, isAdd: boolean): string | number {
  if (!Array.isArray(parent)) {
    return step;
  }
  const index = step === '-' && isAdd ? parent.length : Number(step);
  if (!/^(-|\d+)$/.test(step) || !(index <= parent.length)) {
    throw new Error(`${step} is no position of a list of ${parent.length}`);
  }
  return index;
}

function applyTo(
  value: unknown,
  [step, ...rest]: string[],
  op: unknown,
  next: unknown,
): unknown {
  const copy: Parent = Array.isArray(value)
    ? [...value]
    : { ...asRecord(value) };
  const key = keyIn(copy, step, op === 'add' && rest.length === 0);
  const slots = copy as Record<string | number, unknown>;
  const exists = Object.prototype.hasOwnProperty.call(copy, key);
  if (!exists && (rest.length > 0 || op !== 'add')) {
    throw new Error(`${step} does not exist`);
  }
  if (rest.length > 0) {
    slots[key] = applyTo(slots[key], rest, op, next);
  } else if (op === 'replace' || (op === 'add' && !Array.isArray(copy))) {
    slots[key] = next;
  } else if (op === 'add') {
    asList(copy).splice(Number(key), 0, next);
  } else if (op === 'remove' && Array.isArray(copy)) {
    copy.splice(Number(key), 1);
  } else if (op === 'remove') {
    delete slots[key];
  } else {
    throw new Error(`operation ${asWord(op)} is not supported`);
  }
  return copy;
}

/** JSON patch, RFC 6902: add, remove, replace. @throws when a path does not exist or the operation is another. */
export function jsonPatch(base: unknown, operations: unknown): unknown {
  return asList(operations).reduce((value, entry) => {
    const { op, path, value: next } = asRecord(entry);
    const steps = (asText(path) ?? '').split('/').slice(1).map(unescape);
    if (steps.length === 0) {
      throw new Error('a path is missing');
    }
    try {
      return applyTo(value, steps, op, next);
    } catch (error) {
      throw new Error(`${asWord(path)}: ${(error as Error).message}`);
    }
  }, base);
}
