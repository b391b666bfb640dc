import {
  group,
  hostname,
  kind,
  namespaceName,
  objectName,
  port,
  subdomain,
} from '../parts/names';
import { list, map, object, required, text, type Rule } from '../schema';

interface Listener {
  hostname?: string;
  name: string;
  port: number;
  protocol: string;
  tls?: { mode?: string; certificateRefs?: unknown[]; options?: object };
}

const certificateWhenTerminating: Rule<NonNullable<Listener['tls']>> = {
  apiServer:
    'certificateRefs or options must be specified when mode is Terminate',
  message: 'TLS ends at this listener, but it has no certificate to show.',
  fix: 'Add certificateRefs, or set mode to Passthrough.',
  judge: ({ mode = 'Terminate', certificateRefs = [], options = {} }) =>
    mode !== 'Terminate' ||
    certificateRefs.length > 0 ||
    Object.keys(options).length > 0,
};

const noTlsOnPlainProtocols: Rule<Listener[]> = {
  apiServer: "tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']",
  message: 'A listener for HTTP, TCP or UDP has tls, which these do not speak.',
  fix: 'Set protocol to HTTPS or TLS, or remove tls.',
  judge: listeners =>
    listeners.every(
      ({ protocol, tls }) =>
        !['HTTP', 'TCP', 'UDP'].includes(protocol) || tls === undefined,
    ),
};

const httpsTerminates: Rule<Listener[]> = {
  apiServer: 'tls mode must be Terminate for protocol HTTPS',
  message: 'A listener for HTTPS reads requests, so TLS has to end at it.',
  fix: 'Set tls.mode to Terminate, or protocol to TLS.',
  judge: listeners =>
    listeners.every(
      ({ protocol, tls }) =>
        protocol !== 'HTTPS' ||
        ['', 'Terminate'].includes(tls?.mode ?? 'Terminate'),
    ),
};

const tlsNeedsMode: Rule<Listener[]> = {
  apiServer: 'tls mode must be set for protocol TLS',
  message: 'A listener for TLS does not say whether TLS ends at it.',
  fix: 'Add tls with mode Terminate or Passthrough.',
  judge: listeners =>
    listeners.every(
      ({ protocol, tls }) =>
        protocol !== 'TLS' || (tls !== undefined && tls.mode !== ''),
    ),
};

const noHostnameBelowTls: Rule<Listener[]> = {
  apiServer: "hostname must not be specified for protocols ['TCP', 'UDP']",
  message: 'TCP and UDP carry no name of a host that a listener could compare.',
  fix: 'Remove hostname.',
  judge: listeners =>
    listeners.every(
      listener =>
        !['TCP', 'UDP'].includes(listener.protocol) || !listener.hostname,
    ),
};

const isUnique = (keys: readonly unknown[]) =>
  new Set(keys.map(key => JSON.stringify(key))).size === keys.length;

const uniqueNames: Rule<Listener[]> = {
  apiServer: 'Listener name must be unique within the Gateway',
  message: 'Two listeners have the same name.',
  fix: 'Rename one of them; routes name listeners by sectionName.',
  judge: listeners => isUnique(listeners.map(({ name }) => name)),
};

const uniqueSockets: Rule<Listener[]> = {
  apiServer:
    'Combination of port, protocol and hostname must be unique for each listener',
  message: 'Two listeners have the same port, protocol and hostname.',
  fix: 'Merge them, or give one of them another port or hostname.',
  judge: listeners =>
    isUnique(
      listeners.map(listener => [
        listener.port,
        listener.protocol,
        listener.hostname ?? null,
      ]),
    ),
};

/** Names a Secret. */
export const certificateRef = object({
  group,
  kind,
  name: required(objectName),
  namespace: namespaceName,
});

/** Selects namespaces by labels. */
export const labelSelector = object({
  matchExpressions: list(
    object({
      key: required(text()),
      operator: required(text()),
      values: list(text()),
    }),
  ),
  matchLabels: map(text()),
});

export const listeners = list(
  object({
    allowedRoutes: object({
      kinds: list(object({ group, kind: required(kind) }), { max: 8 }),
      namespaces: object({
        from: text({ values: ['All', 'Selector', 'Same'] }),
        selector: labelSelector,
      }),
    }),
    hostname,
    name: required(subdomain),
    port: required(port),
    protocol: required(
      text({
        pattern:
          '^[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?$|[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\/[A-Za-z0-9]+$',
        min: 1,
        max: 255,
      }),
    ),
    tls: object(
      {
        certificateRefs: list(certificateRef, { max: 64 }),
        mode: text({ values: ['Terminate', 'Passthrough'] }),
        options: map(text({ max: 4096 }), { max: 16 }),
      },
      { rules: [certificateWhenTerminating] },
    ),
  }),
  {
    min: 1,
    max: 64,
    keys: ['name'],
    rules: [
      noTlsOnPlainProtocols,
      httpsTerminates,
      tlsNeedsMode,
      noHostnameBelowTls,
      uniqueNames,
      uniqueSockets,
    ],
  },
);
