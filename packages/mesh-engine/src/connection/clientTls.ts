import type { PeerMode } from '../mtls/types';
import { asText, asTexts } from '../resources/fields';

/** TLS settings of a caller, in the words of a DestinationRule. */
export interface ClientTls {
  mode: string;
  clientCertificate?: string;
  privateKey?: string;
  caCertificates?: string;
  subjectAltNames?: string[];
  sni?: string;
  [field: string]: unknown;
}

/** Mode that a caller expects of a service; `UNKNOWN` outside the mesh. */
export type ServiceMtlsMode = PeerMode | 'UNKNOWN';

/** What decides about the TLS settings of a caller. */
export interface ClientTlsQuery {
  /** `tls` of the DestinationRule; undefined where it says nothing. */
  destinationRuleTls?: Readonly<Record<string, unknown>>;
  /** Identities that the service may have. */
  serviceAccounts: readonly string[];
  /** Server name that Istio makes up. */
  sni: string;
  autoMtls: boolean;
  meshExternal: boolean;
  serviceMtlsMode: ServiceMtlsMode;
  /** Environment of the proxy: certificates may be given there. */
  proxyMetadata?: Readonly<Record<string, string>>;
}

/** Settings, and whether auto mTLS chose them: then endpoints that cannot do mTLS get plaintext. */
export interface ClientTlsSettings {
  /** Undefined for none: plaintext. */
  tls?: ClientTls;
  context: 'userSupplied' | 'autoDetected';
}

const CERTIFICATES = {
  clientCertificate: 'TLSClientCertChain',
  privateKey: 'TLSClientKey',
  caCertificates: 'TLSClientRootCert',
};

const ENVIRONMENT: Record<string, string> = {
  TLSClientCertChain: 'ISTIO_META_TLS_CLIENT_CERT_CHAIN',
  TLSClientKey: 'ISTIO_META_TLS_CLIENT_KEY',
  TLSClientRootCert: 'ISTIO_META_TLS_CLIENT_ROOT_CERT',
};

/** Certificates that the environment of a proxy names; all of them or none. */
function metadataCertificates(
  metadata: Readonly<Record<string, string>>,
): Partial<ClientTls> | undefined {
  const found = Object.entries(CERTIFICATES).map(([field, name]) => [
    field,
    metadata[name] ?? metadata[ENVIRONMENT[name]],
  ]);
  return found.every(([, value]) => value)
    ? Object.fromEntries(found)
    : undefined;
}

/** The client's TLS settings for a service. Source: Istio's buildUpstreamTLSSettings. */
export function clientTlsSettings({
  destinationRuleTls: tls,
  serviceAccounts,
  sni,
  autoMtls,
  meshExternal,
  serviceMtlsMode,
  proxyMetadata = {},
}: ClientTlsQuery): ClientTlsSettings {
  const certificates = metadataCertificates(proxyMetadata);
  if (tls) {
    const mode = asText(tls.mode) ?? 'DISABLE';
    const asWritten: ClientTlsSettings = {
      tls: { ...tls, mode },
      context: 'userSupplied',
    };
    if (mode === 'DISABLE' || mode === 'SIMPLE') {
      return asWritten;
    }
    const names =
      tls.subjectAltNames === undefined
        ? undefined
        : asTexts(tls.subjectAltNames);
    const own = asText(tls.sni) || undefined;
    if (certificates) {
      return meshExternal
        ? asWritten
        : {
            tls: {
              mode: 'MUTUAL',
              ...certificates,
              subjectAltNames: names,
              sni: own,
            },
            context: 'userSupplied',
          };
    }
    return mode === 'ISTIO_MUTUAL'
      ? {
          tls: {
            mode,
            subjectAltNames: names ?? [...serviceAccounts],
            sni: own ?? sni,
          },
          context: 'userSupplied',
        }
      : asWritten;
  }
  if (
    meshExternal ||
    !autoMtls ||
    serviceMtlsMode === 'UNKNOWN' ||
    serviceMtlsMode === 'DISABLE'
  ) {
    return { context: 'userSupplied' };
  }
  return {
    tls: {
      mode: certificates ? 'MUTUAL' : 'ISTIO_MUTUAL',
      ...certificates,
      subjectAltNames: [...serviceAccounts],
      sni,
    },
    context: 'autoDetected',
  };
}

/** What decides about the mode that callers expect of a service. */
export interface ServiceModeQuery {
  meshExternal: boolean;
  /** Calls go to the address that was dialled: headless services, and load balancing that is PASSTHROUGH. */
  keepsAddress: boolean;
  /** Whether each endpoint can do mTLS; looked at only where addresses are kept. */
  endpoints: readonly boolean[];
  /** Mode of the namespace and the mesh; policies of workloads are looked at for each endpoint. */
  namespaceMode: PeerMode;
}

/** The mode that callers expect of a service. Source: Istio's BestEffortInferServiceMTLSMode. */
export function inferServiceMtlsMode({
  meshExternal,
  keepsAddress,
  endpoints,
  namespaceMode,
}: ServiceModeQuery): ServiceMtlsMode {
  if (meshExternal) {
    return 'UNKNOWN';
  }
  return keepsAddress && !(endpoints.length > 0 && endpoints.every(Boolean))
    ? 'DISABLE'
    : namespaceMode;
}
