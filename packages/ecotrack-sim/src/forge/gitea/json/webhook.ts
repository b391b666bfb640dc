import type { Webhook } from '../../model/types';

/** `Hook` of Gitea, which never shows the secret. */
export function webhookJson({ id, url, events, active }: Webhook) {
  return {
    id,
    type: 'gitea',
    branch_filter: '',
    config: { content_type: 'json', url },
    events,
    authorization_header: '',
    active,
  };
}
