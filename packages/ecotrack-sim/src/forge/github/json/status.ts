import type { Status } from '../../model/types';
import type { Address } from './Address';
import { nodeId } from './identity';
import { userJson } from './user';

/** GitHub has no warnings. */
const stateOf = ({ state }: Status) =>
  state === 'warning' ? 'success' : state;

/** `status` of GitHub's description. */
export function statusJson(address: Address, status: Status) {
  const creator = userJson(address.origin, status.by);
  return {
    url: `${address.rest}/statuses/${status.sha}`,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    avatar_url: creator.avatar_url,
    state: stateOf(status),
    description: status.description || null,
    target_url: status.targetUrl || null,
    context: status.context,
    created_at: status.at,
    updated_at: status.at,
    creator,
  };
}

/** One state of all statuses, as GitHub adds them up. */
export function combinedState(statuses: readonly Status[]): string {
  const states = statuses.map(stateOf);
  if (states.some(state => state === 'failure' || state === 'error')) {
    return 'failure';
  }
  return states.length > 0 && states.every(state => state === 'success')
    ? 'success'
    : 'pending';
}
