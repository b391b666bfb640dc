import {
  readObservedDependencies,
  writeObservedDependencies,
} from './observedDependencies';

const dependency = {
  target: 'component:default/payment',
  environment: 'production',
  requestRate: 1.5,
  lastSeen: '2026-11-21T10:00:00.000Z',
};

describe('the annotation with observed dependencies', () => {
  it('is read as it was written', () => {
    const written = [dependency, { ...dependency, requestRate: null }];
    expect(
      readObservedDependencies(writeObservedDependencies(written)),
    ).toEqual(written);
  });

  it.each([
    undefined,
    '',
    'x',
    '{}',
    'null',
    '[1, null, {}, []]',
    '[["component:default/a", "dev", "1", "2026-11-21T10:00:00Z"]]',
    '[["component:default/a", "dev", 1, "yesterday"]]',
  ])('leaves out what is not of its form: %s', text => {
    expect(readObservedDependencies(text)).toEqual([]);
  });
});
