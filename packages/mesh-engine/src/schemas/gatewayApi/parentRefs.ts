import {
  group,
  kind,
  namespaceName,
  objectName,
  port,
  subdomain,
} from '../parts/names';
import { list, object, required } from '../schema';
import { sectionGiven, sectionUnique } from './rules/sections';

/** What a route attaches to. */
export const parentRefs = list(
  object({
    group,
    kind,
    name: required(objectName),
    namespace: namespaceName,
    port,
    sectionName: subdomain,
  }),
  { max: 32, rules: [sectionGiven('parent'), sectionUnique('parent')] },
);
