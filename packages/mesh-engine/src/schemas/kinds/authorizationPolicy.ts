import { selector } from '../parts/selectors';
import { oneAttachment, targetRef, targetRefs } from '../parts/targetRef';
import { list, object, required, text, type Infer, type Rule } from '../schema';

const serviceAccountsAlone: Rule<
  Partial<
    Record<
      | 'serviceAccounts'
      | 'notServiceAccounts'
      | 'principals'
      | 'notPrincipals'
      | 'namespaces'
      | 'notNamespaces',
      string[]
    >
  >
> = {
  apiServer: 'Cannot set serviceAccounts with namespaces or principals',
  message:
    'A service account already says its namespace and principal; the three cannot stand together in one source.',
  fix: 'Write a source of its own for each, or keep one of them.',
  judge: source =>
    (source.serviceAccounts ?? source.notServiceAccounts) === undefined ||
    (source.principals ??
      source.notPrincipals ??
      source.namespaces ??
      source.notNamespaces) === undefined,
};

const texts = list(text());
const serviceAccounts = list(text({ max: 320 }), { max: 16 });

const source = object(
  {
    ipBlocks: texts,
    namespaces: texts,
    notIpBlocks: texts,
    notNamespaces: texts,
    notPrincipals: texts,
    notRemoteIpBlocks: texts,
    notRequestPrincipals: texts,
    notServiceAccounts: serviceAccounts,
    notTrustDomains: texts,
    principals: texts,
    remoteIpBlocks: texts,
    requestPrincipals: texts,
    serviceAccounts,
    trustDomains: texts,
  },
  { rules: [serviceAccountsAlone] },
);

const operation = object({
  hosts: texts,
  methods: texts,
  notHosts: texts,
  notMethods: texts,
  notPaths: texts,
  notPorts: texts,
  paths: texts,
  ports: texts,
});

export const authorizationPolicy = object(
  {
    action: text({ values: ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'] }),
    provider: object({ name: text() }),
    rules: list(
      object({
        from: list(object({ source }), { max: 512 }),
        to: list(object({ operation })),
        when: list(
          object({ key: required(text()), notValues: texts, values: texts }),
        ),
      }),
      { max: 512 },
    ),
    selector,
    targetRef,
    targetRefs,
  },
  { oneOf: [['provider']], rules: [oneAttachment] },
);

export type AuthorizationPolicySpec = Infer<typeof authorizationPolicy>;
