import type { Webhook } from '../../model/types';

/** `Hook` of Gitea, which never shows the secret. */
export function webhookJson({ id, type, url, events, active }: Webhook) {
  return {
    id,
    type,
    branch_filter: '',
    config: { content_type: 'json', url },
    events,
    authorization_header: '',
    active,
  };
}
