import { RE2JS } from 're2js';
import { at } from '../resources/fields';
import { onAttribute, type Matcher } from './attributes';
import { cidrTest } from './cidr';
import { isPort } from './conditionKeys';
import { containsPathTemplate, pathTemplateTest } from './pathTemplate';
import { textTest, type TextTest } from './textTest';
import { trimText } from './trimText';
import { allOf } from './truth';

/** What a proxy reads: requests, plain connections, or, in ztunnel, only their addresses and identities. */
export type Layer = 'http' | 'tcp' | 'ztunnel';

/** How values of one attribute are matched. */
export interface AttributeKind {
  /** Where the attribute exists. */
  layers: readonly Layer[];
  /** Undefined for a value that Istio cannot use. */
  match: (value: string) => Matcher | undefined;
}

const SPIFFE = 'spiffe://';

const kind = (match: AttributeKind['match']): AttributeKind => ({
  layers: ['http', 'tcp', 'ztunnel'],
  match,
});
const httpKind = (match: AttributeKind['match']): AttributeKind => ({
  layers: ['http'],
  match,
});

/** Of what Envoy knows about a connection, and ztunnel does not. */
const envoyKind = (match: AttributeKind['match']): AttributeKind => ({
  layers: ['http', 'tcp'],
  match,
});

function address(
  name: string,
  field: 'sourceIp' | 'remoteIp' | 'destinationIp',
): AttributeKind {
  const kindOfAddress = field === 'remoteIp' ? envoyKind : kind;
  return kindOfAddress(value => {
    const test = cidrTest(value);
    return test && onAttribute(name, attributes => attributes[field], test);
  });
}

const onPrincipal = (test: TextTest): Matcher =>
  onAttribute('source.principal', ({ principal }) => principal, test);

function principalTest(value: string): TextTest {
  if (value === '*') {
    return textTest('*');
  }
  const test = textTest(value);
  return text => text.startsWith(SPIFFE) && test(text.slice(SPIFFE.length));
}

function onIdentity(pattern: string): Matcher {
  const compiled = RE2JS.compile(pattern);
  return onPrincipal(text => compiled.matches(text));
}

const glob = (value: string) => value.split('*').map(RE2JS.quote).join('.*');

const namespace = kind(value =>
  value.includes('*')
    ? onIdentity(`.*/ns/${glob(value)}/.*`)
    : onPrincipal(text => text.includes(`/ns/${value}/`)),
);

/** Trust domains and accounts may carry further pairs of the SPIFFE identity around them. */
const serviceAccount = (policyNamespace: string) =>
  kind(value => {
    const slash = value.indexOf('/');
    const owner = slash < 0 ? policyNamespace : value.slice(0, slash);
    const account = RE2JS.quote(value.slice(slash + 1));
    return onIdentity(
      `spiffe://.+/ns/${RE2JS.quote(owner)}/(.+/|)sa/${account}(/.+)?`,
    );
  });

const trustDomain = kind(value => {
  const test = textTest(value);
  return onPrincipal(text => {
    const [domain, rest] = text.slice(SPIFFE.length).split('/', 2);
    return text.startsWith(SPIFFE) && rest !== undefined && test(domain);
  });
});

function onClaim(path: readonly string[], test: TextTest): Matcher {
  return onAttribute(
    `request.auth.claims${path.map(name => `[${name}]`).join('')}`,
    ({ claims }) => claims,
    claims => {
      const value = at(claims, ...path);
      return (Array.isArray(value) ? value : [value]).some(
        entry => typeof entry === 'string' && test(entry),
      );
    },
  );
}

const claim = (...path: string[]) =>
  httpKind(value => onClaim(path, textTest(value)));

/** Issuer and subject of `issuer/subject`, split at the last slash. */
function requestPrincipalTests(value: string): [TextTest, TextTest] {
  const slash = value.lastIndexOf('/');
  const any = textTest('*');
  if (slash >= 0) {
    const issuer = value.slice(0, slash);
    const subject = value.slice(slash + 1);
    const exactly = (wanted: string) => (text: string) => text === wanted;
    if (value.startsWith('*')) {
      return [textTest(issuer), exactly(subject)];
    }
    return [
      exactly(issuer),
      value.endsWith('*') ? textTest(subject) : exactly(subject),
    ];
  }
  if (value.startsWith('*')) {
    return [any, textTest(value)];
  }
  return [
    textTest(value),
    value.endsWith('*') ? any : (text: string) => text === '',
  ];
}

const requestPrincipal = httpKind(value => {
  const [issuer, subject] = requestPrincipalTests(value);
  const parts = [onClaim(['iss'], issuer), onClaim(['sub'], subject)];
  return attributes => allOf(parts, part => part(attributes));
});

function header(name: string, isCaseless = false): AttributeKind {
  const attribute = name.startsWith(':')
    ? { ':method': 'request.method', ':authority': 'request.host' }[name] ??
      'request.path'
    : `request.headers[${name}]`;
  return httpKind(value => {
    const test = textTest(isCaseless ? value.toLowerCase() : value);
    return onAttribute(
      attribute,
      attributes => attributes.header(name),
      text => value === '*' || test(isCaseless ? text.toLowerCase() : text),
    );
  });
}

/** Fits one of the values that a header lists with commas. */
function inlineHeader(name: string): AttributeKind {
  return httpKind(value => {
    const one = `(?:${glob(value)})`;
    const pattern = RE2JS.compile(`(?:.*,)?${one}(?:,.*)?`);
    return onAttribute(
      `request.headers[${name}]`,
      attributes => attributes.header(name),
      text => value === '*' || pattern.matches(text),
    );
  });
}

const path = httpKind(value => {
  const test = containsPathTemplate(value)
    ? pathTemplateTest(value)
    : textTest(value);
  return onAttribute('request.path', attributes => attributes.path, test);
});

const port = kind(value =>
  isPort(value)
    ? onAttribute(
        'destination.port',
        ({ destinationPort }) => destinationPort,
        number => number === Number(value),
      )
    : undefined,
);

const sni = envoyKind(value =>
  onAttribute('connection.sni', attributes => attributes.sni, textTest(value)),
);

/** `experimental.envoy.filters.a.b[c]`: metadata of the filter `envoy.filters.a.b`; a value `[v]` is one of a list. */
function filterMetadata(key: string): AttributeKind {
  const [, filter, name] = /^experimental\.([^[]+)\[(.*?)\]?$/s.exec(key) ?? [];
  return envoyKind(value => {
    if (filter === undefined) {
      return undefined;
    }
    const isList = value.startsWith('[') && value.endsWith(']');
    const test = textTest(isList ? trimText(value, '[]') : value);
    return onAttribute(
      key,
      ({ metadata }) => metadata,
      metadata => {
        const found = at(metadata, filter, name);
        return isList
          ? Array.isArray(found) &&
              found.some(entry => typeof entry === 'string' && test(entry))
          : typeof found === 'string' && test(found);
      },
    );
  });
}

const unusable = httpKind(() => undefined);

/** Kinds of the fields of `source` and `operation`, and of the plain condition keys. */
const PLAIN: Record<string, AttributeKind> = {
  'source.ip': address('source.ip', 'sourceIp'),
  'remote.ip': address('remote.ip', 'remoteIp'),
  'destination.ip': address('destination.ip', 'destinationIp'),
  'destination.port': port,
  'connection.sni': sni,
  'source.namespace': namespace,
  'source.principal': kind(value => onPrincipal(principalTest(value))),
  'source.trustDomain': trustDomain,
  'request.auth.principal': requestPrincipal,
  'request.auth.audiences': claim('aud'),
  'request.auth.presenter': claim('azp'),
};

export const HOSTS = header(':authority', true);
export const METHODS = header(':method');
export const PATHS = path;

/** Names in brackets after a prefix, such as those of `request.auth.claims[a][b]`. */
export function bracketed(key: string, prefix: string): string[] | undefined {
  const rest = key.slice(prefix.length);
  return /^\[.*\]$/s.test(rest) ? rest.slice(1, -1).split('][') : undefined;
}

const INLINE_HEADERS = 'request.experimental.inline.headers';

/** Lower case; Envoy keeps `Host` as `:authority`. */
function headerName(key: string, prefix: string): string | undefined {
  const name = bracketed(key, prefix)?.join('][').toLowerCase();
  return name === 'host' ? ':authority' : name;
}

/** The kind of a condition's key; undefined when Istio does not know it. */
export function kindOfKey(
  key: string,
  policyNamespace: string,
): AttributeKind | undefined {
  if (key === 'source.serviceAccount') {
    return serviceAccount(policyNamespace);
  }
  if (key.startsWith('experimental.envoy.filters.')) {
    return filterMetadata(key);
  }
  if (key.startsWith(INLINE_HEADERS)) {
    const name = headerName(key, INLINE_HEADERS);
    return name === undefined ? unusable : inlineHeader(name);
  }
  if (key.startsWith('request.headers')) {
    const name = headerName(key, 'request.headers');
    return name === undefined ? unusable : header(name);
  }
  if (key.startsWith('request.auth.claims')) {
    const names = bracketed(key, 'request.auth.claims');
    return names ? claim(...names) : unusable;
  }
  return Object.hasOwn(PLAIN, key) ? PLAIN[key] : undefined;
}
