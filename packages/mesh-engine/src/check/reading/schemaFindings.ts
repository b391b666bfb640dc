import { perObject } from '../../mesh/perObject';
import { validateSchema } from '../../schemas/validateSchema';

/** What is wrong with an object by its schema. */
export const schemaFindings = perObject(validateSchema);
