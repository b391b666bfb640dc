import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Given } from './parameters';

/** A change that mends a finding, with what the finding tells of its parameters. */
export interface MendingChange {
  template: string;
  /** The verb and the object, for a button. */
  label: string;
  parameters: Given;
}

interface Mending {
  template: string;
  label: string;
  /** Beside the namespace of the object. */
  parameters?: Given;
}

const REQUIRE_MTLS: Mending = {
  template: 'mtls-mode',
  label: 'Require mTLS…',
  parameters: { mode: 'STRICT' },
};
const START_CANARY: Mending = {
  template: 'canary-start',
  label: 'Declare the version…',
};
const DECLARE_HOST: Mending = {
  template: 'external-service',
  label: 'Declare the host…',
};
const SET_TIMEOUTS: Mending = {
  template: 'timeout',
  label: 'Set the timeout…',
};
const SET_RETRIES: Mending = { template: 'retries', label: 'Set the retries…' };
const DENY: Mending = {
  template: 'deny-by-default',
  label: 'Deny by default…',
};
const REQUIRE_TOKEN: Mending = {
  template: 'require-jwt',
  label: 'Require a token…',
};
const INJECT: Mending = {
  template: 'injection',
  label: 'Inject the proxy…',
  parameters: { state: 'enabled' },
};
const SCOPE: Mending = {
  template: 'sidecar-scope',
  label: 'Set the scope…',
};
const OBSERVE: Mending = {
  template: 'telemetry',
  label: 'Set the telemetry…',
};

const NAME_PROTOCOL: Mending = {
  template: 'port-protocol',
  label: 'Name the protocol…',
};

/** Codes of docs/reference/findings.md that a template mends. */
const BY_CODE: Readonly<Record<string, Mending>> = {
  MESH2001: DECLARE_HOST,
  MESH2013: START_CANARY,
  MESH2018: SET_RETRIES,
  MESH2019: SET_TIMEOUTS,
  MESH2020: SET_RETRIES,
  MESH2101: DECLARE_HOST,
  MESH2404: SCOPE,
  MESH2501: NAME_PROTOCOL,
  MESH3006: REQUIRE_MTLS,
  MESH3007: REQUIRE_MTLS,
  MESH3101: REQUIRE_MTLS,
  MESH3107: DENY,
  MESH3201: REQUIRE_TOKEN,
  MESH3401: INJECT,
  MESH3402: INJECT,
  MESH3403: INJECT,
  MESH3404: INJECT,
  MESH3701: OBSERVE,
};

/** The change that mends a finding, if a template does. */
export function mendingChange({
  code,
  object,
}: Pick<Finding, 'code' | 'object'>): MendingChange | undefined {
  const mending = Object.hasOwn(BY_CODE, code) ? BY_CODE[code] : undefined;
  const namespace =
    object?.kind === 'Namespace' ? object.name : object?.namespace;
  return (
    mending && {
      ...mending,
      parameters: { ...(namespace && { namespace }), ...mending.parameters },
    }
  );
}
