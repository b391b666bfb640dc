import type {
  Change,
  ChangeDetail,
  ChangePreview,
  ChangeTemplate,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { live } from './live';

export function aChangeTemplate(
  more: Partial<ChangeTemplate> = {},
): ChangeTemplate {
  return {
    id: 'traffic-weights',
    version: 1,
    topic: 'traffic',
    title: 'Split requests',
    summary: 'Sends shares of the requests to versions.',
    description: 'Go back with the **previous** weights.',
    timeBoxed: false,
    parameters: {
      type: 'object',
      additionalProperties: false,
      required: ['namespace', 'service'],
      properties: {
        namespace: {
          type: 'string',
          title: 'Namespace',
          description: 'Namespace of the service.',
          'x-picker': 'namespace',
        },
        service: { type: 'string', title: 'Service', 'x-picker': 'service' },
        routes: {
          type: 'array',
          title: 'Shares',
          items: {
            type: 'object',
            properties: {
              version: {
                type: 'string',
                title: 'Version',
                'x-picker': 'version',
              },
              weight: { type: 'integer', title: 'Weight', minimum: 0 },
            },
          },
        },
      },
    },
    ...more,
  };
}

export function aChangePreview(
  more: Partial<ChangePreview> = {},
): ChangePreview {
  return {
    title: 'Send 10 % of payment to v2',
    problems: [],
    notes: [],
    unchanged: false,
    files: [
      {
        path: 'base/payment.yaml',
        change: 'changed',
        diff: '@@ -1,2 +1,2 @@\n kind: VirtualService\n-weight: 0\n+weight: 10\n',
      },
    ],
    alsoChanged: [],
    checks: [
      { name: 'schema', state: 'passed', says: 'All fit.', findings: [] },
    ],
    effect: {
      known: true,
      sentences: ['1.2 req/s of payment move to v2.'],
      items: [],
    },
    permission: { allowed: true },
    target: {
      repository: 'https://git.test/platform/mesh-gitops',
      base: 'main',
      branch: 'mesh/production/shop-payment/weights-1',
      reviewers: ['group:default/payments'],
    },
    blockedBy: [],
    sources: live,
    ...more,
  };
}

export function aChange(more: Partial<Change> = {}): Change {
  return {
    id: 'c1',
    environment: 'production',
    template: 'traffic-weights',
    title: 'Send 10 % of payment to v2',
    parameters: { namespace: 'shop', service: 'payment' },
    service: { namespace: 'shop', name: 'payment' },
    state: 'proposed',
    says: 'Waits for a review of payments.',
    requester: 'user:default/sam',
    repository: 'https://git.test/platform/mesh-gitops',
    base: 'main',
    branch: 'mesh/production/shop-payment/weights-1',
    pullRequest: {
      number: 12,
      url: 'https://git.test/platform/mesh-gitops/pulls/12',
    },
    createdAt: '2026-11-21T10:00:00Z',
    updatedAt: '2026-11-21T10:00:00Z',
    ...more,
  };
}

export function aChangeDetail(more: Partial<ChangeDetail> = {}): ChangeDetail {
  const { files, effect } = aChangePreview();
  return {
    ...aChange(),
    stages: [
      {
        name: 'proposed',
        state: 'done',
        says: 'Pull request 12',
        at: '2026-11-21T10:00:00Z',
        by: 'user:default/sam',
      },
      {
        name: 'reviewed',
        state: 'current',
        says: 'Waits for a review of payments.',
      },
      { name: 'merged', state: 'waiting', says: 'after the review' },
      { name: 'synced', state: 'waiting', says: 'after the merge' },
      { name: 'live', state: 'waiting', says: 'after the sync' },
    ],
    events: [
      {
        at: '2026-11-21T10:00:00Z',
        kind: 'proposed',
        says: 'The pull request is open.',
        by: 'user:default/sam',
      },
    ],
    files,
    effect,
    checks: [],
    reviews: [],
    conflicts: [],
    actions: [
      { action: 'revert', allowed: false, reason: 'It is not merged.' },
      { action: 'refresh', allowed: true },
      { action: 'withdraw', allowed: true },
    ],
    ...more,
  };
}
