import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { callerOf, type Caller } from '../../security/common/callers';
import { listed } from '../../security/common/find';
import { at, list, record, texts, withAt } from '../../security/common/values';
import { GROUP } from '../../security/policies/place';
import { rulesOf } from '../../security/policies/rules';
import type { Onboarding } from '../Onboarding';
import { templatesOf, type Template } from './templates';

type Account = Required<Caller>;
/** The new name beside an old one, as it is written there; undefined where another is meant. */
type Beside = (word: string) => string | undefined;

function extended(words: readonly string[], beside: Beside): string[] {
  const added = words
    .flatMap(word => beside(word) ?? [])
    .filter(word => !words.includes(word));
  return [...words, ...new Set(added)];
}

/** The object with longer lists at a path. */
function withMore(
  object: KubeObject,
  path: readonly (string | number)[],
  fields: readonly string[],
  beside: Beside,
): KubeObject {
  return fields.reduce((edited, field) => {
    const words = texts(at(edited, ...path, field));
    const more = extended(words, beside);
    return more.length > words.length
      ? withAt(edited, [...path, field], more)
      : edited;
  }, object);
}

/** A policy that names the old account, with the new one beside it; it lets in and refuses both alike. */
function withAccount(
  mesh: Mesh,
  policy: KubeObject,
  old: Account,
  account: string,
): KubeObject {
  const isOld = (caller: Account | undefined) =>
    caller?.namespace === old.namespace &&
    caller.serviceAccount === old.serviceAccount;
  const principal: Beside = word =>
    isOld(callerOf(mesh, word))
      ? word.replace(/[^/]+$/, () => account)
      : undefined;
  const named: Beside = word => {
    const [name = '', home = policy.metadata.namespace ?? ''] = word
      .split('/')
      .reverse();
    return isOld({ namespace: home, serviceAccount: name })
      ? word.replace(/[^/]+$/, () => account)
      : undefined;
  };
  return rulesOf(policy).reduce<KubeObject>((edited, rule, index) => {
    const place = ['spec', 'rules', index];
    const sources = list(rule.from).map((_, from) => [
      ...place,
      'from',
      from,
      'source',
    ]);
    const conditions = list(rule.when).flatMap((when, position) =>
      record(when).key === 'source.principal'
        ? [[...place, 'when', position]]
        : [],
    );
    const bySource = sources.reduce<KubeObject>(
      (each, path) =>
        withMore(
          withMore(each, path, ['principals', 'notPrincipals'], principal),
          path,
          ['serviceAccounts', 'notServiceAccounts'],
          named,
        ),
      edited,
    );
    return conditions.reduce<KubeObject>(
      (each, path) => withMore(each, path, ['values', 'notValues'], principal),
      bySource,
    );
  }, policy);
}

function extendPolicies(onboarding: Onboarding, old: Account, own: string) {
  const { mesh } = onboarding;
  const wanted = mesh
    .objects('AuthorizationPolicy', GROUP)
    .map(policy => [policy, withAccount(mesh, policy, old, own)] as const)
    .filter(([before, after]) => before !== after);
  wanted.forEach(([, policy]) => onboarding.put(policy));
  const identity = `/ns/${old.namespace}/sa/${old.serviceAccount}"`;
  const others = mesh.all.filter(
    object =>
      object.kind !== 'AuthorizationPolicy' &&
      object.apiVersion.includes('istio.io/') &&
      JSON.stringify(object.spec ?? {}).includes(identity),
  );
  const names = (objects: readonly KubeObject[]) =>
    listed(objects.map(object => describeRef(refOf(object))));
  if (wanted.length > 0) {
    onboarding.note(
      `What names ${old.serviceAccount} names ${own} beside it now: ${names(
        wanted.map(([policy]) => policy),
      )}.`,
    );
  }
  if (others.length > 0) {
    onboarding.note(
      `These name the identity of ${
        old.serviceAccount
      } too and stay as they are; bring them in line: ${names(others)}.`,
    );
  }
}

const withOwn = ({ object, spec }: Template, account: string): KubeObject => {
  const named = withAt(object, [...spec, 'serviceAccountName'], account);
  return at(named, ...spec, 'serviceAccount') === undefined
    ? named
    : withAt(named, [...spec, 'serviceAccount'], undefined);
};

/** Workloads beside the service that run as an account of its namespace. */
const othersOf = (
  { mesh, given }: Onboarding,
  templates: readonly Template[],
  account: string,
): string[] =>
  mesh.workloads
    .filter(
      ({ namespace, name, serviceAccount }) =>
        namespace === given.namespace &&
        serviceAccount === account &&
        !templates.some(({ workload }) => workload.name === name),
    )
    .map(({ name }) => name);

/**
 * A service account of its own for what runs as one that others have too, where that is asked for.
 * @throws ParameterError when the account of that name is another's
 */
export function giveOwnAccount(onboarding: Onboarding): void {
  const { given } = onboarding;
  const { namespace, service, ownServiceAccount } = given;
  const templates = templatesOf(onboarding);
  if (!ownServiceAccount) {
    return;
  }
  const shared = [
    ...new Set(templates.map(({ workload }) => workload.serviceAccount)),
  ].filter(
    account =>
      account !== service &&
      (account === 'default' ||
        othersOf(onboarding, templates, account).length > 0),
  );
  if (shared.length === 0) {
    return;
  }
  const elsewhere = templates.filter(
    ({ object }) => !onboarding.context.declared.get(refOf(object)),
  );
  if (elsewhere.length > 0) {
    onboarding.note(
      `${listed(
        elsewhere.map(({ object }) => describeRef(refOf(object))),
      )} is in the cluster and not among the files, so ${service} keeps its service account. Give it one of its own where it comes from.`,
    );
    return;
  }
  const others = othersOf(onboarding, templates, service);
  if (others.length > 0) {
    throw new ParameterError(
      'ownServiceAccount',
      `Service account ${service} is that of ${listed(
        others,
      )} already. Give that another first, or leave this off.`,
    );
  }
  for (const account of shared) {
    templates
      .filter(({ workload }) => workload.serviceAccount === account)
      .forEach(template => onboarding.put(withOwn(template, service)));
    extendPolicies(onboarding, { namespace, serviceAccount: account }, service);
  }
  onboarding.note(
    `${service} runs as service account ${service} from now on, no longer as ${listed(
      shared,
    )}. What Kubernetes or a cloud grants to that one, such as roles and secrets for images, it does not have: grant it before you merge.`,
  );
}
