import {
  acceptanceOf,
  checkOf,
  type Finding as EngineFinding,
  type FindingException as EngineException,
} from '@ecotrack/mesh-engine';
import type {
  Finding,
  FindingException,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { becauseOf } from '../wording/why';

const exceptionOf = ({
  reason,
  until,
  object,
  field,
  origin,
}: EngineException): FindingException => ({
  reason,
  until,
  object,
  field,
  file: origin?.file,
  line: origin?.line,
});

/** A finding of the engine, as the API carries it. */
export function findingOf(finding: EngineFinding, now: Date): Finding {
  const { code, severity, object, field, origin, message, fix, exception } =
    finding;
  const { isAccepted, says } = acceptanceOf(finding, now);
  const check = checkOf(code);
  return {
    code,
    severity,
    title: check.title,
    object,
    field,
    file: origin?.file,
    line: origin?.line,
    message,
    fix,
    because: becauseOf(finding.because),
    sameAs: [...(check.kiali ?? []), ...(check.istioctl ?? [])],
    accepted: isAccepted && exception ? exceptionOf(exception) : undefined,
    notAccepted: says,
  };
}
