import { Mesh } from '../../mesh/Mesh';
import { asRecord } from '../../resources/fields';
import { actionsOf } from '../../routing/actions';
import type { HeaderMatch, HttpMatch } from '../../routing/httpMatch';
import { httpRoutesOf, type HttpRoute } from '../../routing/httpRoutesOf';
import type { StringMatch } from '../../routing/stringMatch';
import { readVirtualServices } from '../../routing/virtualServices';
import type { Case, Verdict } from '../types';
import { all, equal, notApplicable } from '../verdict';

interface Input {
  listenPort: number;
  gateways: string[];
  proxy: { metadata: { NAMESPACE?: string } };
}

interface Assertion {
  path: string;
  op: string;
  value: unknown;
}

interface Expect {
  assertions: Assertion[];
}

type Fields = Record<string, unknown>;

const seconds = (duration: unknown) => Number.parseFloat(String(duration));

function stringMatch(match: StringMatch): Fields {
  return match.kind === 'present'
    ? {}
    : {
        GetExact: match.kind === 'exact' ? match.value : '',
        GetPrefix: match.kind === 'prefix' ? match.value : '',
        GetSafeRegex: {
          GetRegex: match.kind === 'regex' ? match.value : '',
        },
      };
}

const header = ({
  name,
  match: wanted,
  invert,
  missingIsEmpty,
}: HeaderMatch) => ({
  GetName: name,
  GetInvertMatch: invert,
  GetPresentMatch: wanted.kind === 'present',
  GetTreatMissingHeaderAsEmpty: missingIsEmpty,
  GetStringMatch: stringMatch(wanted),
});

const SPECIFIERS = {
  prefix: 'prefix',
  segments: 'pathSeparatedPrefix',
  exact: 'path',
  regex: 'safeRegex',
};

function matchOf({ path, headers, query, ignoreCase }: HttpMatch): Fields {
  const value = (kind: string) => (path.kind === kind ? path.value : '');
  return {
    GetPrefix: value('prefix'),
    GetPath: value('exact'),
    GetPathSeparatedPrefix: value('segments'),
    GetSafeRegex: { GetRegex: value('regex') },
    GetCaseSensitive: { GetValue: !ignoreCase },
    PathSpecifier: {
      [SPECIFIERS[path.kind]]:
        path.kind === 'regex' ? { regex: path.value } : path.value,
    },
    GetHeaders: headers.map(header),
    GetQueryParameters: query.map(({ name, match: wanted }) => ({
      GetName: name,
      GetStringMatch: stringMatch(wanted),
    })),
  };
}

const CLIENT = { kind: 'sidecar' as const, namespace: '', labels: {} };

/** A route as the accessors of Envoy's route name its parts. */
function route(
  mesh: Mesh,
  { rule, matchIndex, match: taken, name }: HttpRoute,
) {
  const fields = asRecord(rule?.rule);
  const { timeout, retries } = actionsOf(
    { mesh, client: CLIENT, find: () => undefined },
    fields,
    80,
  );
  const { redirect, directResponse, rewrite } = fields;
  const matches = Array.isArray(fields.match) ? fields.match : [];
  const { authority, uri, prefixRewrite, redirectCode } = asRecord(redirect);
  const { status, body } = asRecord(directResponse);
  const added = Object.entries(
    asRecord(asRecord(asRecord(fields.headers).response).set),
  );
  return {
    Name: name,
    GetName: name,
    StatPrefix: asRecord(matches[matchIndex ?? 0]).statPrefix ?? '',
    Match: matchOf(taken),
    GetMatch: matchOf(taken),
    GetRoute: {
      Timeout: { Seconds: seconds(timeout) },
      MaxGrpcTimeout: { Seconds: seconds(timeout) },
      GetRetryPolicy: { NumRetries: retries.attempts },
    },
    Action: {
      Redirect: {
        HostRedirect: authority,
        ResponseCode: redirectCode,
        PathRewriteSpecifier:
          prefixRewrite === undefined
            ? { pathRedirect: uri }
            : { prefixRewrite },
      },
      DirectResponse: {
        Status: status,
        Body: { Specifier: { InlineString: asRecord(body).string } },
      },
      Route: {
        HostRewriteSpecifier: {
          hostRewriteLiteral: asRecord(rewrite).authority,
        },
        PrefixRewrite: asRecord(rewrite).uri,
        ...rewriteAsRegex(rewrite),
      },
    },
    ResponseHeadersToAdd: added.map(([key, value]) => ({
      Header: { Key: key, Value: value },
    })),
  };
}

function rewriteAsRegex(rewrite: unknown): Fields {
  const { match: pattern, rewrite: substitution } = asRecord(
    asRecord(rewrite).uriRegexRewrite,
  );
  return pattern === undefined
    ? {}
    : { RegexRewrite: { pattern: { regex: pattern }, substitution } };
}

/** What stands at a path such as `routes[0].GetMatch().GetPrefix()`; undefined where a step is unknown. */
function at(routes: unknown, path: string): unknown {
  const inner = /^len\((.*)\)$/.exec(path);
  if (inner) {
    const list = at(routes, inner[1]);
    return Array.isArray(list) ? list.length : undefined;
  }
  return [...path.matchAll(/\w+/g)]
    .slice(1)
    .reduce<unknown>(
      (value, [step]) =>
        Array.isArray(value) ? value[Number(step)] : asRecord(value)[step],
      routes,
    );
}

const ENVOY = notApplicable(
  "asserts the shape of Envoy's configuration, which the engine does not make",
);

function holds(routes: unknown, { path, value }: Assertion): Verdict {
  const actual = at(routes, path);
  if (actual === undefined && value !== undefined) {
    return ENVOY;
  }
  return equal([path, actual], [path, value]);
}

export function decide({ input, expect }: Case<Input, Expect>) {
  const { manifests = [], gateways, listenPort, proxy } = input;
  // The objects have no hosts, as the function asks for none; without hosts they would be delegates.
  const mesh = Mesh.from(
    manifests.map(object => ({
      ...object,
      spec: { ...asRecord(object.spec), hosts: ['*'] },
    })),
  );
  const [rules] = readVirtualServices(mesh);
  const asksNamespace = JSON.stringify(manifests).includes('sourceNamespace');
  if (asksNamespace && proxy.metadata.NAMESPACE === undefined) {
    return notApplicable('the case does not say what namespace it asks for');
  }
  if (!rules) {
    return equal(manifests, 'a VirtualService');
  }
  const routes = httpRoutesOf(
    rules,
    { ...CLIENT, namespace: proxy.metadata.NAMESPACE ?? '' },
    listenPort,
    gateways,
  ).map(entry => route(mesh, entry));
  const verdicts = expect.assertions.map(assertion => holds(routes, assertion));
  const failed = verdicts.find(({ state }) => state === 'failed');
  const passed = verdicts.some(({ state }) => state === 'passed');
  return failed ?? (passed ? { state: 'passed' as const } : all(verdicts));
}
