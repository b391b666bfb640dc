import { atMostOneOf } from '../rules/atMostOneOf';
import { list, object, required, text, type Rule } from '../schema';

const ownNamespace: Rule<string> = {
  name: 'target in the own namespace',
  apiServer: 'cross namespace referencing is not currently supported',
  message: 'A policy attaches only to what is in its own namespace.',
  fix: 'Remove namespace, and move the policy to the namespace of its target.',
  judge: namespace => namespace === '',
};

/** Names what a policy attaches to. */
export const targetRef = object({
  group: text({
    pattern:
      '^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$',
    max: 253,
  }),
  kind: required(
    text({ pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$', min: 1, max: 63 }),
  ),
  name: required(text({ min: 1, max: 253 })),
  namespace: text({ rules: [ownNamespace] }),
});

export const targetRefs = list(targetRef, { max: 16 });

/** A policy selects workloads or attaches to targets. */
export const oneAttachment = atMostOneOf(
  ['selector', 'targetRef', 'targetRefs'],
  'only one of targetRefs or selector can be set',
);
