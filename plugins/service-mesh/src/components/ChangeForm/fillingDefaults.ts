import type { Experimental_DefaultFormStateBehavior } from '@rjsf/utils';

/** Only the defaults that a schema names are filled in: no empty list or map stands for one that was not given. */
export const fillingDefaults: Experimental_DefaultFormStateBehavior = {
  emptyObjectFields: 'skipEmptyDefaults',
};
