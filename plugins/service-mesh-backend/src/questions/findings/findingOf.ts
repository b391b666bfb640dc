import { checkOf, type Finding as EngineFinding } from '@ecotrack/mesh-engine';
import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';
import { becauseOf } from '../wording/why';

/** A finding of the engine, as the API carries it. */
export function findingOf(finding: EngineFinding): Finding {
  const { code, severity, object, field, origin, message, fix } = finding;
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
  };
}
