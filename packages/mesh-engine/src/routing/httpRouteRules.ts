import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';

type Fields = Record<string, unknown>;

/** Host of a reference of the Gateway API to a backend or parent; undefined for kinds that have none. */
export function hostOfReference(
  reference: unknown,
  namespace: string,
  clusterDomain: string,
): string | undefined {
  const { kind, name, namespace: own } = asRecord(reference);
  const text = asText(name)?.toLowerCase();
  switch (asText(kind) ?? 'Service') {
    case 'Service':
      return `${text}.${asText(own) ?? namespace}.svc.${clusterDomain}`;
    case 'ServiceImport':
      return `${text}.${asText(own) ?? namespace}.svc.clusterset.local`;
    case 'Hostname':
      return text;
    default:
      return undefined;
  }
}

function stringMatch(type: unknown, value: unknown): Fields {
  return type === 'RegularExpression' ? { regex: value } : { exact: value };
}

function byName(entries: unknown): Fields | undefined {
  const list = asList(entries).map(asRecord);
  return list.length === 0
    ? undefined
    : Object.fromEntries(
        list.map(({ name, type, value }) => [
          asText(name) ?? '',
          stringMatch(type, value),
        ]),
      );
}

function set(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
}

function matchOf(match: Fields, port: unknown): Fields {
  const { type, value } = asRecord(match.path);
  const path = asText(value) ?? '/';
  return set({
    uri:
      type === 'RegularExpression'
        ? { regex: path }
        : type === 'Exact'
        ? { exact: path }
        : match.path === undefined || path === '/'
        ? undefined
        : { prefix: path },
    method: match.method === undefined ? undefined : { exact: match.method },
    headers: byName(match.headers),
    queryParams: byName(match.queryParams),
    port: asNumber(port),
  });
}

const pairs = (entries: unknown): Fields =>
  Object.fromEntries(
    asList(entries)
      .map(asRecord)
      .map(({ name, value }) => [asText(name) ?? '', value]),
  );

function headerChanges(modifier: unknown): Fields {
  const { set: replaced, add, remove } = asRecord(modifier);
  return set({
    set: replaced === undefined ? undefined : pairs(replaced),
    add: add === undefined ? undefined : pairs(add),
    remove: remove === undefined ? undefined : asTexts(remove),
  });
}

function pathChange(path: unknown): Fields {
  const { type, replaceFullPath, replacePrefixMatch } = asRecord(path);
  return type === 'ReplaceFullPath'
    ? { uri: replaceFullPath }
    : type === 'ReplacePrefixMatch'
    ? { prefix: replacePrefixMatch }
    : {};
}

type Resolve = (reference: unknown) => Fields | undefined;

function filtersOf(filters: unknown, destinationOf: Resolve): Fields {
  const result: Fields = {};
  const headers: Fields = {};
  const mirrors: unknown[] = [];
  for (const filter of asList(filters).map(asRecord)) {
    switch (filter.type) {
      case 'RequestHeaderModifier':
        headers.request = headerChanges(filter.requestHeaderModifier);
        break;
      case 'ResponseHeaderModifier':
        headers.response = headerChanges(filter.responseHeaderModifier);
        break;
      case 'RequestRedirect': {
        const { scheme, hostname, path, port, statusCode } = asRecord(
          filter.requestRedirect,
        );
        const { uri, prefix } = pathChange(path);
        result.redirect = set({
          scheme,
          authority: hostname,
          uri,
          prefixRewrite: prefix,
          port,
          redirectCode: statusCode ?? 302,
        });
        break;
      }
      case 'URLRewrite': {
        const { hostname, path } = asRecord(filter.urlRewrite);
        const { uri, prefix } = pathChange(path);
        result.rewrite = set({
          authority: hostname,
          uri: prefix,
          uriRegexRewrite:
            uri === undefined ? undefined : { match: '/.*', rewrite: uri },
        });
        break;
      }
      case 'RequestMirror': {
        const { backendRef, percent, fraction } = asRecord(
          filter.requestMirror,
        );
        const { numerator, denominator } = asRecord(fraction);
        const share =
          asNumber(percent) ??
          (fraction === undefined
            ? 100
            : ((asNumber(numerator) ?? 0) / (asNumber(denominator) ?? 100)) *
              100);
        const destination = destinationOf(backendRef);
        if (destination) {
          mirrors.push({ destination, percentage: { value: share } });
        }
        break;
      }
      case 'CORS':
        result.corsPolicy = filter.cors;
        break;
      default:
    }
  }
  return set({
    ...result,
    headers: Object.keys(headers).length > 0 ? headers : undefined,
    mirrors: mirrors.length > 0 ? mirrors : undefined,
  });
}

function retriesOf({ retry, timeouts }: Fields): unknown {
  const { attempts, codes } = asRecord(retry);
  const perTryTimeout = asRecord(timeouts).backendRequest;
  return retry === undefined
    ? undefined
    : set({
        attempts: asNumber(attempts) ?? 2,
        perTryTimeout,
        retryOn:
          asList(codes).length > 0 ? asList(codes).map(String).join(',') : '',
      });
}

/** Exact paths first, then the longest, then by method, headers and query parameters: the precedence of the Gateway API. */
export function compareMatches(a: unknown, b: unknown): number {
  const rank = (match: unknown): number[] => {
    const { uri, method, headers, queryParams } = asRecord(match);
    const { exact, prefix, regex } = asRecord(uri);
    const text = asText(exact ?? prefix ?? regex) ?? '/';
    return [
      exact !== undefined ? 3 : regex === undefined ? 1 : 2,
      text.length,
      Number(method !== undefined),
      Object.keys(asRecord(headers)).length,
      Object.keys(asRecord(queryParams)).length,
    ];
  };
  const [first, second] = [rank(a), rank(b)];
  const position = first.findIndex((value, index) => value !== second[index]);
  return position < 0 ? 0 : second[position] - first[position];
}

/** What the references of a rule are read with. */
export interface RuleContext {
  namespace: string;
  clusterDomain: string;
  /** Port of the parent, where the route is for one port alone. */
  parentPort: unknown;
  /** Whether requests may be sent to a Service of a namespace. */
  isGranted(namespace: string, name: string): boolean;
}

/** A rule of an HTTPRoute in the form of a VirtualService, one for each of its matches. */
export function convertRule(
  value: unknown,
  { namespace, clusterDomain, parentPort, isGranted }: RuleContext,
): Fields[] {
  const fields = asRecord(value);
  const destinationOf: Resolve = reference => {
    const host = hostOfReference(reference, namespace, clusterDomain);
    const port = asNumber(at(reference, 'port'));
    return host === undefined
      ? undefined
      : { host, ...(port === undefined ? {} : { port: { number: port } }) };
  };
  const route = asList(fields.backendRefs).flatMap(reference => {
    const destination = destinationOf(reference);
    const weight = asNumber(asRecord(reference).weight) ?? 1;
    const { headers } = filtersOf(asRecord(reference).filters, destinationOf);
    const { kind = 'Service', name, namespace: owner } = asRecord(reference);
    const isAllowed =
      kind !== 'Service' ||
      isGranted(asText(owner) ?? namespace, asText(name) ?? '');
    return destination && weight > 0
      ? [
          set({
            destination,
            weight,
            headers,
            isGranted: isAllowed ? undefined : false,
          }),
        ]
      : [];
  });
  const isServed = route.some(target => target.isGranted !== false);
  const filters = filtersOf(fields.filters, destinationOf);
  const { request, backendRequest } = asRecord(fields.timeouts);
  const retries = retriesOf(fields);
  const rule = set({
    name: fields.name,
    ...filters,
    route: filters.redirect === undefined ? route : undefined,
    directResponse:
      filters.redirect === undefined && !isServed ? { status: 500 } : undefined,
    timeout: request ?? (retries === undefined ? backendRequest : undefined),
    retries,
  });
  const matches = asList(fields.matches).map(asRecord);
  return (matches.length > 0 ? matches : [{}]).map(match => {
    const converted = matchOf(match, parentPort);
    return Object.keys(converted).length > 0
      ? { ...rule, match: [converted] }
      : rule;
  });
}
