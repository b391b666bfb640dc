import { diffOf } from './diffOf';

const SECRET = `kind: Secret
data:
  password: aHVudGVyMg==
---
kind: Service
spec:
  type: A
`;

describe('diffOf', () => {
  it('shows what changes with the lines around', () => {
    expect(
      diffOf({ path: 'a.yaml', before: 'a: 1\nb: 2\n', after: 'a: 1\nb: 3\n' }),
    ).toEqual({
      path: 'a.yaml',
      change: 'changed',
      diff: '@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n+b: 3\n',
    });
  });

  it('shows nothing of a Secret that stands near', () => {
    const { diff } = diffOf({
      path: 'a.yaml',
      before: SECRET.replace('kind: Service', 'kind: Other'),
      after: SECRET,
    });
    expect(diff).toContain('+kind: Service');
    expect(diff).not.toContain('password');
  });
});
