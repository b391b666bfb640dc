type Values = Record<string, unknown>;

const isEmptyList = (value: unknown) =>
  Array.isArray(value) && value.length === 0;

const isMap = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values as a form gives them, without the lists that nobody filled; those of entries of lists neither. */
export function withoutEmptyLists<V extends Values>(values: V): V;
export function withoutEmptyLists(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => !isEmptyList(value))
      .map(([name, value]) => [
        name,
        Array.isArray(value)
          ? value.map(each => (isMap(each) ? withoutEmptyLists(each) : each))
          : value,
      ]),
  );
}
