import type { ChangeRecord } from '../../changes/types';
import {
  application,
  deployment,
  service,
} from '../../questions/__testUtils__/manifests';
import { checklistOf } from '../__testUtils__/checklistOf';
import { onboardingChange } from './onboardingChange';

const AT = '2026-03-01T11:00:00Z';
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  namespace: 'shop',
  name: 'web',
};
const PULL = { number: 7, url: 'https://git.test/pulls/7' };

function aRecord(more: Partial<ChangeRecord>): ChangeRecord {
  return {
    id: 'c1',
    intent: 'i1',
    attempt: 1,
    isOpen: true,
    isActive: true,
    environment: 'test',
    template: 'onboard-service',
    templateVersion: 1,
    title: 'Onboard web in shop',
    parameters: { namespace: 'shop', service: 'web' },
    requester: 'user:default/sam',
    state: 'proposed',
    step: 'opened',
    says: 'Waits for review and merge.',
    failures: 0,
    repository: 'https://git.test/mesh',
    base: 'main',
    branch: 'mesh/test/web',
    pullRequest: PULL,
    objects: [],
    files: [],
    effect: { known: true, sentences: [], items: [] },
    notes: [],
    draft: false,
    conflicts: [],
    checks: [],
    reviews: [],
    reached: { proposed: { at: AT, by: 'user:default/sam' } },
    nextAt: 0,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...more,
  };
}

const closed = aRecord({
  state: 'closed',
  isOpen: false,
  isActive: false,
  says: 'Pull request 7 was closed without a merge.',
});
const live = aRecord({
  state: 'live',
  isOpen: false,
  says: 'The cluster has it as it was merged.',
  reached: {
    proposed: { at: AT },
    reviewed: { at: AT, by: 'rita' },
    merged: { at: AT, by: 'sam' },
    synced: { at: AT, by: 'Argo CD, shop' },
    live: { at: AT },
  },
  merged: [{ ref: SERVICE, object: { ...SERVICE, metadata: SERVICE } }],
});

/** The first three steps, those of the change. */
const way = (change: ChangeRecord, manifests = '') =>
  checklistOf(manifests, { changes: [change] })
    .steps.slice(0, 3)
    .map(({ state, says, next }) => [state, says, next?.title]);

describe('the steps of the change', () => {
  it('wait for review and merge, and lead to the pull request', () => {
    expect(way(aRecord({}))).toEqual([
      ['done', 'Onboard web in shop, by sam.', undefined],
      ['waiting', 'Waits for review and merge.', 'Merge pull request #7'],
      ['waiting', 'It comes after the merge.', undefined],
    ]);
  });

  it('have failed where somebody else committed on the branch', () => {
    const says = 'Somebody else committed on the branch.';
    expect(way(aRecord({ state: 'edited', says }))[1]).toEqual([
      'failed',
      says,
      'See pull request #7',
    ]);
  });

  it('have failed with a pull request that was closed, which one may propose again', () => {
    expect(way(closed)[1]).toEqual([
      'failed',
      'Pull request 7 was closed without a merge.',
      'Propose it again…',
    ]);
  });

  it('have failed where no pull request can be made', () => {
    const problem = { says: 'The host refuses the token.', since: AT };
    const change = aRecord({ state: 'planned', reached: {}, problem });
    expect(way(change)[0].slice(0, 2)).toEqual([
      'failed',
      'The host refuses the token.',
    ]);
  });

  it('are done while the cluster has what was merged, and only then', () => {
    expect(way(live, service('web') + deployment('web'))).toEqual([
      ['done', 'Onboard web in shop, by sam.', undefined],
      ['done', 'Merged by sam, approved by rita.', undefined],
      [
        'done',
        'The cluster has it as it was merged, by Argo CD, shop.',
        undefined,
      ],
    ]);
    expect(way(live)[2].slice(0, 2)).toEqual([
      'failed',
      'The cluster had it, and now it lacks Service web in shop.',
    ]);
    expect(way({ ...live, revertedBy: 'c2' })[2]).toEqual([
      'failed',
      expect.stringMatching(/^It was taken back: the cluster had it/),
      'Propose it again…',
    ]);
  });

  it('are not needed for what was in the mesh before, though somebody once proposed it', () => {
    expect(way(closed, application('web')).map(([state]) => state)).toEqual([
      'not-needed',
      'not-needed',
      'not-needed',
    ]);
  });
});

describe('the change that takes a service in', () => {
  const web = { namespace: 'shop', name: 'web' };
  const weights = aRecord({ id: 'c9', template: 'traffic-weights' });

  it('is one of the template, or one that makes the Service, and no other', () => {
    const made = aRecord({
      id: 'c8',
      template: 'own-template',
      objects: [{ ref: SERVICE, after: { ...SERVICE, metadata: SERVICE } }],
    });
    expect(onboardingChange([weights], web)).toBeUndefined();
    expect(onboardingChange([weights, made], web)?.id).toBe('c8');
  });

  it('is the newest that did not end without a merge', () => {
    const newer = { ...closed, id: 'c2' };
    expect(onboardingChange([newer, live], web)?.id).toBe('c1');
    expect(onboardingChange([newer, closed], web)?.id).toBe('c2');
    expect(
      onboardingChange([{ ...live, id: 'c3', reverts: 'c1' }, live], web)?.id,
    ).toBe('c1');
  });
});
