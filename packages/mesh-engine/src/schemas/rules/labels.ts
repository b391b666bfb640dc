import type { Rule } from '../schema';

export const noWildcardInKeys: Rule<Record<string, string>> = {
  apiServer: 'wildcard not allowed in label key match',
  message:
    'A label of the selector has a * in its name; labels are compared as they are.',
  fix: 'Write the whole name of the label.',
  judge: labels => Object.keys(labels).every(key => !key.includes('*')),
};

export const noEmptyKey: Rule<Record<string, string>> = {
  apiServer: 'key must not be empty',
  message: 'A label of the selector has no name.',
  fix: 'Write the name of the label, or remove it.',
  judge: labels => !Object.keys(labels).includes(''),
};

const noWildcard = (apiServer: string): Rule<string> => ({
  apiServer,
  message:
    'A label of the selector has a * in its value; labels are compared as they are.',
  fix: 'Write the whole value of the label.',
  judge: value => !value.includes('*'),
});

export const noWildcardInMatchLabels = noWildcard(
  'wildcard not allowed in label value match',
);

export const noWildcardInSelector = noWildcard(
  'wildcard is not supported in selector',
);
