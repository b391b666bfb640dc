/** Id of the help text of a field. */
export const helpId = (id: string) => `${id}__description`;

/** Id of the problems of a field. */
export const problemId = (id: string) => `${id}__problem`;

/** Ids of what is said about a field, for `aria-describedby`. */
export const describedBy = (id: string) => `${problemId(id)} ${helpId(id)}`;
