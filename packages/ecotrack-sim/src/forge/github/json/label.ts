import type { Label } from '../../model/types';
import type { Address } from './Address';
import { nodeId } from './identity';

/** `label` of GitHub's description. */
export function labelJson(address: Address, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${address.rest}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}
