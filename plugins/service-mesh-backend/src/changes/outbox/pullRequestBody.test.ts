import type { ChangeRecord } from '../types';
import { commitMessage, pullRequestBody } from './pullRequestBody';

const record: ChangeRecord = {
  id: 'c1',
  intent: 'i1',
  attempt: 1,
  isOpen: true,
  isActive: true,
  environment: 'production',
  template: 'timeout',
  templateVersion: 1,
  title: 'Timeout of cart',
  parameters: {},
  reason: 'Slow. <!-- x --> @everybody [a](http://evil)',
  requester: 'user:default/sam',
  state: 'planned',
  step: 'planned',
  says: '',
  failures: 0,
  repository: 'https://git.example.com/a/b',
  base: 'main',
  branch: 'b',
  objects: [],
  files: [],
  effect: {
    known: false,
    unknown: ['Unknown: not rendered.'],
    sentences: ['Requests | move'],
    items: Array.from({ length: 80 }, (_, index) => ({
      kind: 'route',
      severity: 'changes',
      subject: `host ${index}`,
      before: 'a',
      after: 'b',
      requestRate: index === 0 ? 12.345 : null,
      because: [],
    })),
  },
  notes: ['Other rules stay.'],
  draft: false,
  expiresAt: '2026-11-22T10:00:00Z',
  conflicts: [],
  checks: [],
  reviews: [],
  reached: {},
  nextAt: 0,
  version: 1,
  createdAt: '2026-11-21T10:00:00Z',
  updatedAt: '2026-11-21T10:00:00Z',
};
const context = {
  changeUrl: 'https://portal.example/mesh/changes/c1',
  checks: [{ state: 'passed', says: 'It fits.' }],
  maxLength: 60_000,
};

describe('pullRequestBody', () => {
  it('tells what, why, who, the effect, the checks and the way back', () => {
    const body = pullRequestBody(record, context);
    for (const text of [
      'Timeout of cart',
      'user:default/sam',
      '## Why',
      'Other rules stay.',
      'Unknown: not rendered.',
      '| host 0 | a | b | 12.3 |',
      'And 30 more.',
      'passed: It fits.',
      '## Going back',
      '2026-11-22T10:00:00Z',
      '<!-- mesh-change {"id":"c1","intent":"i1"} -->',
    ]) {
      expect(body).toContain(text);
    }
  });

  it('shows at once what takes a time-boxed change back', () => {
    const revert = [
      {
        path: 'shop/cart.yaml',
        change: 'changed' as const,
        diff: '@@ -1,1 +1,1 @@\n-timeout: 3s\n+timeout: 5s\n',
      },
    ];
    expect(pullRequestBody(record, { ...context, revert })).toContain(
      '`shop/cart.yaml` then:\n\n````diff\n@@ -1,1 +1,1 @@\n-timeout: 3s\n+timeout: 5s\n````',
    );
  });

  it('takes what people and the mesh wrote as text', () => {
    const body = pullRequestBody(record, context);
    expect(body).not.toMatch(/[^\\]<!-- x/);
    expect(body).not.toContain('@everybody');
    expect(body).not.toContain('[a](http');
    expect(body).toContain('Requests \\| move');
  });

  it.each([500, 4_000])('keeps within %s characters', maxLength => {
    const body = pullRequestBody(record, { ...context, maxLength });
    expect(body.length).toBeLessThanOrEqual(maxLength);
    expect(body).toContain(context.changeUrl);
    expect(body).toContain('mesh-change');
  });

  it('says in the commit who asked', () => {
    expect(commitMessage({ ...record, title: 'One\nInjected: x' })).toBe(
      [
        'One Injected: x',
        '',
        record.reason,
        '',
        'Requested-by: user:default/sam',
        'Backstage-Intent: i1',
      ].join('\n'),
    );
  });
});
