import { parse } from 'yaml';
import type { Mesh } from '../../mesh/Mesh';
import { asList, asRecord, asText, asTexts, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import type { Check, Violation } from '../types';

/** Kinds whose routes a controller of canaries writes to. */
const ROUTES = /^(VirtualService|HTTPRoute|GRPCRoute|TLSRoute|TCPRoute|\*)$/;
const GROUPS = ['networking.istio.io', 'gateway.networking.k8s.io', '*'];

const LIST = '(http|tcp|tls|rules)';
const TARGETS = '(route|backendRefs)';

/** A pointer or a path that covers the whole list of routes, or all destinations of a route. */
const WHOLE_POINTER = new RegExp(
  `^/spec(/${LIST}(/(\\d+|\\*)(/${TARGETS})?)?)?/?$`,
);
const WHOLE_PATH = new RegExp(
  `^\\.spec(\\.?\\[?"?${LIST}"?\\]?(\\[[^\\]]*\\]\\??)?(\\s*\\|\\s*select\\(.*\\))?(\\.${TARGETS}(\\[[^\\]]*\\]\\??)?)?)?$`,
);

/** What of a rule of `ignoreDifferences` covers more than weights. */
function tooWide(rule: Record<string, unknown>): [string, string] | undefined {
  const pointer = asTexts(rule.jsonPointers).find(each =>
    WHOLE_POINTER.test(each),
  );
  const path = asTexts(rule.jqPathExpressions).find(each =>
    WHOLE_PATH.test(each.trim()),
  );
  const [manager] = asTexts(rule.managedFieldsManagers);
  return pointer
    ? ['jsonPointers', pointer]
    : path
    ? ['jqPathExpressions', path]
    : manager
    ? ['managedFieldsManagers', manager]
    : undefined;
}

const FIX =
  'Ignore only what the canary writes, such as .spec.http[].route[].weight.';

function violation(
  object: KubeObject,
  field: string,
  [part, value]: [string, string],
  kinds: string,
): Violation {
  return {
    object: refOf(object),
    field: `${field}.${part}`,
    message:
      part === 'managedFieldsManagers'
        ? `${describeRef(
            refOf(object),
          )} ignores everything that ${value} ever wrote to ${kinds}; Kubernetes keeps one owner for the whole list of routes, so no later change of a route in Git is seen.`
        : `${describeRef(
            refOf(object),
          )} ignores ${value} of ${kinds}: a changed route in Git is neither shown nor, with RespectIgnoreDifferences, applied.`,
    fix: FIX,
  };
}

function ofApplication(object: KubeObject): Violation[] {
  return asList(at(object, 'spec', 'ignoreDifferences')).flatMap(
    (value, index) => {
      const rule = asRecord(value);
      const kind = asText(rule.kind) ?? '';
      const wide = tooWide(rule);
      return ROUTES.test(kind) &&
        GROUPS.includes(asText(rule.group) ?? '') &&
        wide
        ? [violation(object, `spec.ignoreDifferences[${index}]`, wide, kind)]
        : [];
    },
  );
}

const CUSTOMIZATION =
  /^resource\.customizations\.ignoreDifferences\.(.+)_(\w+)$/;

/** The same, for all Applications, in the ConfigMap of Argo CD. */
function ofArgo(mesh: Mesh): Violation[] {
  return mesh
    .objects('ConfigMap', '')
    .filter(({ metadata }) => metadata.name === 'argocd-cm')
    .flatMap(object =>
      Object.entries(asRecord(object.data)).flatMap(([key, text]) => {
        const [, group, kind] = CUSTOMIZATION.exec(key) ?? [];
        const wide =
          GROUPS.includes(group) && ROUTES.test(kind)
            ? tooWide(yamlOf(asText(text) ?? ''))
            : undefined;
        return wide ? [violation(object, `data["${key}"]`, wide, kind)] : [];
      }),
    );
}

function yamlOf(text: string): Record<string, unknown> {
  try {
    return asRecord(parse(text, { maxAliasCount: 0 }));
  } catch {
    return {};
  }
}

export const argoIgnoresRoutes: Check = {
  code: 'MESH2701',
  severity: 'warning',
  title: 'Argo CD ignores whole routes',
  find: mesh => [
    ...mesh.objects('Application', 'argoproj.io').flatMap(ofApplication),
    ...ofArgo(mesh),
  ],
};
