import { isMap } from '../components/ChangeForm/isMap';

const SEGMENT = /\[(\d+)\]|([^.[\]]+)/g;

/** What a form holds at a path, such as `service.namespace` or `callers[0]`. */
export function valueAt(form: unknown, path: string): unknown {
  return [...path.matchAll(SEGMENT)].reduce<unknown>(
    (value, [, index, name]) =>
      Array.isArray(value)
        ? value[Number(index)]
        : isMap(value) && name !== undefined && Object.hasOwn(value, name)
        ? value[name]
        : undefined,
    form,
  );
}

/** What a form holds at a path, where it is a text; empty otherwise. */
export function textAt(form: unknown, path: string): string {
  const value = valueAt(form, path);
  return typeof value === 'string' ? value : '';
}

/** The texts of a list at a path. */
export function textsAt(form: unknown, path: string): string[] {
  const value = valueAt(form, path);
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

/** All that was given so far in a form, as its fields see it. */
export const formOf = (formContext: unknown): unknown =>
  isMap(formContext) ? formContext.formData : undefined;
