import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { fieldSteps } from '../resources/fieldPath';
import type { Layer } from './attributeKinds';
import {
  enforcementPaths,
  type EnforcementPath,
  type EnforcementPoint,
} from './enforcementPoints';
import { judgeExtensions } from './extensions';
import {
  auditedBy,
  either,
  inTurn,
  judge,
  type Judgement,
  type ProviderAnswer,
} from './judge';
import { normalizePath } from './normalizePath';
import {
  authorizationPoliciesFor,
  requestAuthenticationsFor,
} from './policiesFor';
import { PolicyRules, type CompiledPolicy } from './policyRules';
import { readAsHttp } from './readAsHttp';
import { readAttributes } from './readAttributes';
import type { AuthorizeAnswer, AuthorizeRequest, PolicyRule } from './types';
import { verifyTokens } from './verifyTokens';
import { waysTo } from './waysTo';

const rulesOf = perMesh(
  ({ config }) =>
    new PolicyRules([config.trustDomain, ...config.trustDomainAliases]),
);

const ZTUNNEL_ACTIONS = ['ALLOW', 'DENY'];

/** What one proxy says. */
interface PointAnswer {
  judgement: Judgement;
  /** With the policies that only run dry, where there are any. */
  dryRun?: Judgement;
  audited: PolicyRule[];
}

function providerAnswers(
  mesh: Mesh,
  { declared }: AuthorizeRequest,
  isTcp: boolean,
): (provider: string) => ProviderAnswer {
  return provider => {
    const known = mesh.config.externalAuthorizers?.find(
      ({ name }) => name === provider,
    );
    if (mesh.config.externalAuthorizers && !known) {
      return 'missing';
    }
    return isTcp && known?.protocol === 'http'
      ? 'not asked'
      : declared?.[provider] ?? 'depends';
  };
}

/** What comes before the policies: a path that Envoy refuses, and tokens. */
function admit(
  mesh: Mesh,
  { http = {}, now }: AuthorizeRequest,
  { target }: EnforcementPoint,
) {
  const path =
    http.path === undefined
      ? undefined
      : normalizePath(http.path, mesh.config.pathNormalization);
  const { claims, refused, isTimeAsked } = verifyTokens(
    requestAuthenticationsFor(mesh, target),
    http,
    now,
  );
  const denials: Judgement[] = [];
  if (http.path !== undefined && path === undefined) {
    const says = 'The path holds a character that Envoy answers with 400.';
    denials.push({ decision: 'deny', dependsOn: [], because: [{ says }] });
  }
  if (refused) {
    denials.push({
      decision: 'deny',
      decidedBy: refused.object && {
        policy: refused.object,
        field: refused.field,
      },
      dependsOn: [],
      because: [refused],
    });
  } else if (isTimeAsked) {
    const says =
      'The token is valid for a time, and what time it is was not said.';
    denials.push({
      decision: 'depends',
      dependsOn: ['now'],
      because: [{ says }],
    });
  }
  return { denials, attributes: { path, claims } };
}

function policiesAt(
  mesh: Mesh,
  { target }: EnforcementPoint,
  layer: Layer,
): CompiledPolicy[] {
  return authorizationPoliciesFor(mesh, target)
    .flatMap(policy => rulesOf(mesh).compile(policy, layer) ?? [])
    .filter(
      ({ action }) => layer !== 'ztunnel' || ZTUNNEL_ACTIONS.includes(action),
    );
}

function layerOf({ proxy }: EnforcementPoint, isHttp: boolean): Layer {
  if (proxy === 'ztunnel') {
    return proxy;
  }
  return isHttp ? 'http' : 'tcp';
}

function askPoint(
  mesh: Mesh,
  request: AuthorizeRequest,
  point: EnforcementPoint,
  isHttp: boolean,
): PointAnswer {
  const layer = layerOf(point, isHttp);
  const isTcp = layer !== 'http';
  const { denials, attributes: read } = isTcp
    ? { denials: [], attributes: { path: undefined, claims: undefined } }
    : admit(mesh, request, point);
  const attributes = readAttributes(request, point, isTcp, read);
  const policies = policiesAt(mesh, point, layer);
  const { early, late } = judgeExtensions(mesh, point, isTcp, request);
  const answerOf = providerAnswers(mesh, request, isTcp);
  const judgeWith = (asked: readonly CompiledPolicy[]): Judgement => {
    const own = inTurn([...denials, judge(asked, attributes, answerOf)]);
    const before = inTurn(early);
    return before.decision === 'allow'
      ? inTurn([own, ...late])
      : mayChange(before, own);
  };
  const enforced = policies.filter(({ isDryRun }) => !isDryRun);
  return {
    judgement: judgeWith(enforced),
    dryRun: enforced.length < policies.length ? judgeWith(policies) : undefined,
    audited: auditedBy(policies, attributes),
  };
}

/** What stands before the policies may change what they see, or answer itself. */
function mayChange(before: Judgement, own: Judgement): Judgement {
  return before.decision === 'deny'
    ? before
    : {
        decision: 'depends',
        dependsOn: [...new Set([...before.dependsOn, ...own.dependsOn])],
        because: [...before.because, ...own.because],
      };
}

const missing = ({ dependsOn }: EnforcementPath): Judgement[] =>
  dependsOn.length > 0 ? [{ decision: 'depends', dependsOn, because: [] }] : [];

/** All proxies of one way have to let the request pass. */
function askPath(
  mesh: Mesh,
  request: AuthorizeRequest,
  path: EnforcementPath,
  isHttp: boolean,
): PointAnswer {
  const answers = path.points.map(point =>
    askPoint(mesh, request, point, isHttp),
  );
  const along = (judgements: Judgement[]): Judgement => {
    const all = inTurn([...missing(path), ...judgements]);
    return { ...all, because: [...path.because, ...all.because] };
  };
  return {
    judgement: along(answers.map(({ judgement }) => judgement)),
    dryRun: answers.some(({ dryRun }) => dryRun)
      ? along(answers.map(({ judgement, dryRun }) => dryRun ?? judgement))
      : undefined,
    audited: answers.flatMap(({ audited }) => audited),
  };
}

/** One of several answers, and it is not known which. */
function eitherAnswer(
  answers: readonly PointAnswer[],
  dependsOn: string,
  says: string,
): PointAnswer {
  const judgements = answers.map(({ judgement }) => judgement);
  return {
    judgement: either(judgements, dependsOn, says),
    dryRun: answers.some(({ dryRun }) => dryRun)
      ? either(
          answers.map(({ judgement, dryRun }) => dryRun ?? judgement),
          dependsOn,
          says,
        )
      : undefined,
    audited: answers.length === 1 ? answers[0].audited : [],
  };
}

/** By every protocol and every pod that the request may meet. */
function askWay(mesh: Mesh, request: AuthorizeRequest): PointAnswer {
  const paths = enforcementPaths(mesh, request);
  return eitherAnswer(
    readAsHttp(mesh, request).map(isHttp =>
      eitherAnswer(
        paths.map(path => askPath(mesh, request, path, isHttp)),
        'pod',
        'The pods of the workload have different proxies, or some have none.',
      ),
    ),
    'protocol',
    'HTTP and plain connections are judged differently.',
  );
}

/** With the place of the rule in its file. */
function placed(mesh: Mesh, rule: PolicyRule): PolicyRule {
  const origin = mesh.originOf(rule.policy, fieldSteps(rule.field ?? ''));
  return origin ? { ...rule, origin } : rule;
}

/** Whether the proxies in front of a destination let a request pass, and which rule decides. */
export function authorizeRequest(
  mesh: Mesh,
  request: AuthorizeRequest,
): AuthorizeAnswer {
  const { judgement, dryRun, audited } = eitherAnswer(
    waysTo(mesh, request).map(way => askWay(mesh, way)),
    'destination.service',
    'The services that lead to the workload have different waypoints.',
  );
  const { decidedBy, ...rest } = judgement;
  return {
    ...rest,
    ...(decidedBy && { decidedBy: placed(mesh, decidedBy) }),
    audited: audited.map(rule => placed(mesh, rule)),
    ...(dryRun && {
      dryRun: {
        decision: dryRun.decision,
        ...(dryRun.decidedBy && { decidedBy: placed(mesh, dryRun.decidedBy) }),
      },
    }),
    because:
      rest.because.length > 0
        ? rest.because.map(entry => withOrigin(mesh, entry))
        : [{ says: 'No AuthorizationPolicy applies, so Istio allows.' }],
  };
}

function withOrigin(
  mesh: Mesh,
  because: Judgement['because'][number],
): Judgement['because'][number] {
  const origin =
    because.object &&
    mesh.originOf(because.object, fieldSteps(because.field ?? ''));
  return origin ? { ...because, origin } : because;
}
