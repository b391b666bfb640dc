import {
  fieldSteps,
  groupOf,
  refKey,
  refOf,
  toManifest,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import type { MeshObject } from '@ecotrack/backstage-plugin-service-mesh-common';
import { findingOf } from '../findings/findingOf';
import { sourcesOf, type QuestionInput } from '../input';

/** One object as YAML, what is wrong with it by line, and the services that it touches. */
export function answerObject(
  input: QuestionInput,
  object: KubeObject,
): MeshObject {
  const { mesh } = input;
  const ref = refOf(object);
  const key = refKey(ref);
  const { text, lineOf } = toManifest(object);
  const origin = mesh.originOf(ref);
  return {
    object: ref,
    yaml: text,
    file: origin?.file,
    line: origin?.line,
    findings: mesh
      .check()
      .filter(finding => finding.object && refKey(finding.object) === key)
      .map(finding => ({
        ...findingOf(finding, input.now),
        file: undefined,
        line: lineOf(fieldSteps(finding.field ?? '')),
      })),
    services: mesh.services
      .filter(
        service =>
          refKey(service.ref) === key ||
          mesh
            .objectsOf(service)
            .some(
              other =>
                other.kind === object.kind &&
                groupOf(other.apiVersion) === groupOf(object.apiVersion) &&
                refKey(refOf(other)) === key,
            ),
      )
      .map(({ namespace, name }) => ({ namespace, name })),
    sources: sourcesOf(input),
  };
}
