import { parse } from 'yaml';
import type { Field } from '../Field';
import type { ObjectOfKind } from '../kinds/types';
import { validateMeshConfig } from './validateMeshConfig';
import { validateMeshNetworks } from './meshNetworks';

function parsed(field: Field): Field {
  try {
    return field.parsed(parse(field.text, { maxAliasCount: 0 }));
  } catch {
    return field.parsed(undefined);
  }
}

/** The mesh configuration and its networks, in the ConfigMap of a control plane. */
export function validateMeshConfigMap({ name, data }: ObjectOfKind): void {
  if (/^istio(-|$)/.test(name)) {
    validateMeshConfig(parsed(data.get('mesh')));
    validateMeshNetworks(parsed(data.get('meshNetworks')));
  }
}
