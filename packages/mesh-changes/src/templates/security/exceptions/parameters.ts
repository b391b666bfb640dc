import type { ParameterSchema } from '../../types';
import { namespaceField } from '../common/fields';

/** Names what is found: a code at an object. */
export type FoundParameters = {
  namespace?: string;
  kind: string;
  name: string;
  code: string;
};

/** The fields that name what is found. */
export const foundFields: Record<keyof FoundParameters, ParameterSchema> = {
  namespace: namespaceField(
    'Of the object that the finding is about. Leave it out for an object without one.',
  ),
  kind: {
    type: 'string',
    title: 'Kind',
    description:
      'Of the object that the finding is about, such as ServiceAccount.',
    pattern: '^[A-Z][A-Za-z0-9]{0,62}$',
    'x-picker': 'kind',
  },
  name: {
    type: 'string',
    title: 'Name',
    description: 'Of the object that the finding is about.',
    pattern: '^[a-z0-9]([-a-z0-9.:]*[a-z0-9])?$',
    maxLength: 253,
    'x-picker': 'object',
  },
  code: {
    type: 'string',
    title: 'Finding',
    description: 'The code of the finding, such as MESH3409.',
    pattern: '^MESH[0-9]{4}$',
    'x-picker': 'finding',
  },
};
