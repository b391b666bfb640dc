import { atMostOneOf } from '../rules/atMostOneOf';
import { group, kind, objectName } from './names';
import { list, object, required, text, type Rule } from '../schema';

const ownNamespace: Rule<string> = {
  apiServer: 'cross namespace referencing is not currently supported',
  message: 'A policy attaches only to what is in its own namespace.',
  fix: 'Remove namespace, and move the policy to the namespace of its target.',
  judge: namespace => namespace === '',
};

/** Names what a policy attaches to. */
export const targetRef = object({
  group,
  kind: required(kind),
  name: required(objectName),
  namespace: text({ rules: [ownNamespace] }),
});

export const targetRefs = list(targetRef, { max: 16 });

/** A policy selects workloads or attaches to targets. */
export const oneAttachment = atMostOneOf(
  ['selector', 'targetRef', 'targetRefs'],
  'only one of targetRefs or selector can be set',
);
