import {
  describeRef,
  exceptionAnnotations,
  lastMomentOf,
  refKey,
  refOf,
  type Finding,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate, PlanContext } from '../../types';
import { namesOf } from '../common/find';
import { planOf } from '../common/planOf';
import { withAt } from '../common/values';
import { objectsNamed, requireDeclared, requireObjects } from './objectOf';
import { foundFields, type FoundParameters } from './parameters';

type Parameters = FoundParameters & { reason: string; until?: string };

const MOST_NOTES = 20;
const ANNOTATIONS = ['metadata', 'annotations'];

/** @throws ParameterError when nothing is found there with the code, or when it is an error */
function requireFindings(
  mesh: Mesh,
  objects: readonly KubeObject[],
  code: string,
): { object: KubeObject; findings: Finding[] } {
  const known = new Map(objects.map(each => [refKey(refOf(each)), each]));
  const there = mesh
    .check()
    .filter(({ object }) => object && known.has(refKey(object)));
  const [first, ...more] = there.filter(finding => finding.code === code);
  const name = describeRef(refOf(objects[0]));
  const object = first?.object && known.get(refKey(first.object));
  if (!object) {
    throw new ParameterError(
      'code',
      `Nothing is found with ${code} at ${name}. ${namesOf(
        there.map(finding => finding.code),
      )}`,
    );
  }
  const findings = [first, ...more];
  const error = findings.find(({ severity }) => severity === 'error');
  if (error) {
    throw new ParameterError(
      'code',
      `${code} is an error at ${name}, and errors cannot be accepted. Mend it: ${error.fix}`,
    );
  }
  return { object, findings };
}

/** @throws ParameterError when it is no day, or one that is over */
function checkUntil(until: string, { now }: PlanContext): void {
  const last = lastMomentOf(until);
  if (!last) {
    throw new ParameterError(
      'until',
      `${until} is no day. Write it as 2027-01-31.`,
    );
  }
  if (now && last < now) {
    throw new ParameterError(
      'until',
      `${until} is over. Choose a later day, or leave it out.`,
    );
  }
}

export const acceptFinding: ChangeTemplate<Parameters> = {
  id: 'accept-finding',
  version: 1,
  topic: 'security',
  title: 'Accept a finding',
  summary: 'Writes down why something that is found may stay as it is.',
  description: `Adds an annotation with a reason to the object that a finding is about. The finding stays on the page *Findings* among those that are accepted, and counts for nothing any more.

Use it for what you know and cannot or will not mend, such as a service account that several workloads share. An error cannot be accepted. With an end, the finding is open again after that day.

It is for everything that is found at the object with the same code, now and later. What the mesh does stays the same.

To go back, use *Reopen a finding*, or revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'name', 'code', 'reason'],
    properties: {
      ...foundFields,
      reason: {
        type: 'string',
        title: 'Reason',
        description:
          'Why it may stay, in one line of at least 10 characters. Whoever reads the file or the page sees it.',
        minLength: 10,
        maxLength: 500,
        pattern: '^\\S[^\\u0000-\\u001f\\u007f]*\\S$',
      },
      until: {
        type: 'string',
        title: 'Until',
        description:
          'The last day on which it is accepted, such as 2027-01-31. Leave it out for no end.',
        pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      },
    },
  },

  current(given, { mesh }) {
    const { code } = given;
    const [object] = objectsNamed(mesh, given);
    if (!object || code === undefined) {
      return given;
    }
    const names = exceptionAnnotations(code);
    const { [names.reason]: reason, [names.until]: until } =
      object.metadata.annotations ?? {};
    return {
      ...(reason !== undefined && { reason }),
      ...(until !== undefined && { until }),
      ...given,
    };
  },

  plan({ code, reason, until, ...named }, context) {
    const { mesh } = context;
    const objects = requireObjects(mesh, named);
    const { object, findings } = requireFindings(mesh, objects, code);
    if (until !== undefined) {
      checkUntil(until, context);
    }
    const own = requireDeclared(context, object);
    const names = exceptionAnnotations(code);
    const { [names.until]: _, ...others } = own.metadata.annotations ?? {};
    return planOf(context, {
      title: `Accept ${code} at ${describeRef(refOf(own))}`,
      wanted: [
        withAt(own, ANNOTATIONS, {
          ...others,
          [names.reason]: reason,
          ...(until !== undefined && { [names.until]: until }),
        }),
      ],
      notes: [
        `Accepted ${until === undefined ? 'for ever' : `until ${until}`}.`,
        ...findings.slice(0, MOST_NOTES).map(({ message }) => message),
      ],
    });
  },
};
