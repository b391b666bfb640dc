import type { AuthorizeRequest, RequestSource } from '../../../authorize/types';
import { Mesh } from '../../../mesh/Mesh';
import { asLabels, asRecord } from '../../../resources/fields';
import type { KubeObject } from '../../../resources/types';
import type { Case } from '../../types';
import { equal, notApplicable } from '../../verdict';

export interface Input {
  meshConfig?: unknown;
  request: {
    source: {
      ip?: string;
      remoteIp?: string;
      mtls?: boolean;
      principal?: string;
      spiffe?: string;
    };
    destination: {
      namespace: string;
      labels: unknown;
      ip?: string;
      port?: number;
      isGateway?: boolean;
    };
    protocol: string;
    http?: {
      method: string;
      path: string;
      host: string;
      headers?: Record<string, string>;
    };
    jwt?: { claims: Record<string, unknown> };
    sni?: string;
    metadata?: Record<string, unknown>;
    extAuthzDecision?: Record<string, 'allow' | 'deny'>;
  };
}

export interface Expect {
  allowed: boolean;
  status?: number;
}

/** When the cases were taken from upstream: some of their tokens have expired, some have not. */
const NOW = Date.UTC(2026, 7, 22);

/** Istio's mesh configuration lives in a ConfigMap; JSON is YAML. */
function configMap(meshConfig: unknown): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: JSON.stringify(meshConfig) },
  };
}

/** What a case leaves out of a request is not there. */
function sourceOf({ source }: Input['request']): RequestSource {
  const { ip = null, remoteIp, spiffe, principal } = source;
  return { ip, remoteIp, principal: spiffe ?? principal ?? null };
}

/** The request of a case. */
export function requestOf({ request }: Input): AuthorizeRequest {
  const { destination, http } = request;
  return {
    source: sourceOf(request),
    destination: {
      namespace: destination.namespace,
      labels: asLabels(destination.labels),
      ip: destination.ip ?? null,
      port: destination.port,
    },
    protocol: request.protocol,
    http: http && { ...http, headers: http.headers ?? {} },
    sni: request.sni ?? null,
    metadata: request.metadata ?? {},
    declared: request.extAuthzDecision,
    now: NOW,
  };
}

/** Holds the answer to a request against what a case expects. */
export function decideRequest(
  { input, expect }: Case<Input, Expect>,
  request: AuthorizeRequest,
) {
  const config = input.meshConfig
    ? [configMap(asRecord(input.meshConfig))]
    : [];
  const mesh = Mesh.from([...config, ...(input.manifests ?? [])]);
  const { decision, because } = mesh.authorize(request);
  if (expect.status === 401 && decision === 'allow') {
    return notApplicable('whether the keys of an issuer verify a token');
  }
  const verdict = equal(decision, expect.allowed ? 'allow' : 'deny');
  return verdict.state === 'failed'
    ? { ...verdict, message: `${verdict.message}\n${JSON.stringify(because)}` }
    : verdict;
}
