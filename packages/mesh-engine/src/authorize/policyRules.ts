import { asList, asText, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { namespaceOf } from './policyIndex';
import type { Matcher } from './attributes';
import type { Layer } from './attributeKinds';
import { compileRule } from './compileRule';

/** An AuthorizationPolicy, ready to be asked. */
export interface CompiledPolicy {
  policy: KubeObject;
  action: string;
  isDryRun: boolean;
  /** Of a CUSTOM policy. */
  provider: string;
  /** With their positions; without those that Istio leaves out. */
  rules: { position: number; matches: Matcher }[];
}

const ACTIONS = ['ALLOW', 'DENY', 'AUDIT', 'CUSTOM'];

/** What Go reads as true. */
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** Compiles policies once for all requests. */
export class PolicyRules {
  readonly #trustDomains: readonly string[];
  readonly #known = new Map<Layer, WeakMap<KubeObject, CompiledPolicy>>();

  /** @param trustDomains - the mesh's own first, then its aliases */
  constructor(trustDomains: readonly string[]) {
    this.#trustDomains = trustDomains;
  }

  /** Undefined for a policy with an action that Istio does not know. */
  compile(policy: KubeObject, layer: Layer): CompiledPolicy | undefined {
    const action = asText(at(policy, 'spec', 'action')) ?? 'ALLOW';
    if (!ACTIONS.includes(action)) {
      return undefined;
    }
    const cache = this.#cacheFor(layer);
    const known = cache.get(policy);
    if (known) {
      return known;
    }
    const compiled = {
      policy,
      action,
      isDryRun: TRUE.includes(
        asText(at(policy, 'metadata', 'annotations', 'istio.io/dry-run')) ?? '',
      ),
      provider: asText(at(policy, 'spec', 'provider', 'name')) ?? '',
      rules: asList(at(policy, 'spec', 'rules')).flatMap((rule, position) => {
        const matches = compileRule(rule, {
          action,
          namespace: namespaceOf(policy),
          trustDomains: this.#trustDomains,
          layer,
        });
        return matches ? [{ position, matches }] : [];
      }),
    };
    cache.set(policy, compiled);
    return compiled;
  }

  #cacheFor(layer: Layer): WeakMap<KubeObject, CompiledPolicy> {
    const cache = this.#known.get(layer) ?? new WeakMap();
    this.#known.set(layer, cache);
    return cache;
  }
}
