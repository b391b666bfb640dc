import fc from 'fast-check';
import { meshOf } from '../../__testUtils__/meshOf';
import { acceptanceOf } from './acceptanceOf';
import { exceptionAnnotations } from './exceptionAnnotations';
import { lastMomentOf } from './lastMomentOf';
import { FINDING_CODES } from '../../check/checkOf';

const NOON = new Date('2026-11-21T12:00:00Z');

const shop = (annotations: object) =>
  meshOf(`
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: shared, namespace: shop, annotations: ${JSON.stringify(
    annotations,
  )}}
${['web', 'api']
  .map(
    name => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  template:
    metadata: {labels: {app: ${name}}}
    spec: {serviceAccountName: shared, containers: [{name: main}]}
`,
  )
  .join('')}`);

const SHARED = exceptionAnnotations('MESH3409');

function judged(annotations: object) {
  const finding = shop(annotations)
    .check()
    .find(({ code }) => code === 'MESH3409')!;
  return { finding, ...acceptanceOf(finding, NOON) };
}

describe('exceptions that objects carry', () => {
  it('accept what is found at them, and say where', () => {
    const { finding, isAccepted, says } = judged({
      [SHARED.reason]: ' They are one product. ',
    });
    expect({ isAccepted, says }).toEqual({ isAccepted: true });
    expect(finding.exception).toMatchObject({
      object: { kind: 'ServiceAccount', namespace: 'shop', name: 'shared' },
      field:
        'metadata.annotations["servicemesh.ecotrack.io/accepted.MESH3409"]',
      origin: { line: 8 },
      reason: 'They are one product.',
    });
  });

  it.each([
    ['2026-11-20', false],
    ['2026-11-21', true],
    ['2027-01-31', true],
  ])('with the end %s count: %s', (until, isAccepted) => {
    const answer = judged({
      [SHARED.reason]: 'One product.',
      [SHARED.until]: until,
    });
    expect(answer.isAccepted).toBe(isAccepted);
    expect(answer.says).toBe(
      isAccepted
        ? undefined
        : 'The exception at ServiceAccount shared in shop ended on 2026-11-20: One product.',
    );
  });

  it.each([
    [{ [SHARED.reason]: ' ' }, 'it gives no reason'],
    [{ [SHARED.until]: '2027-01-31' }, 'it gives no reason'],
    [
      { [SHARED.reason]: 'x', [SHARED.until]: 'soon' },
      'its end "soon" is no day such as 2027-01-31',
    ],
    [
      { [SHARED.reason]: 'x', [SHARED.until]: '2027-02-30' },
      'its end "2027-02-30" is no day',
    ],
  ])('do not count as %j, and say why', (annotations, message) => {
    const { isAccepted, says } = judged(annotations);
    expect(isAccepted).toBe(false);
    expect(says).toContain(message);
  });

  it('are for one code', () => {
    const { reason } = exceptionAnnotations('MESH3107');
    const { finding } = judged({ [reason]: 'x' });
    expect(finding.exception).toBeUndefined();
  });

  it('never count for an error', () => {
    const { finding } = judged({ [SHARED.reason]: 'x' });
    expect(acceptanceOf({ ...finding, severity: 'error' }, NOON)).toEqual({
      isAccepted: false,
      says: 'The exception at ServiceAccount shared in shop does not count: an error cannot be accepted.',
    });
  });

  it('change no finding but by what they are', () => {
    const { finding: open } = judged({});
    const {
      finding: { exception, ...rest },
    } = judged({ [SHARED.reason]: 'x' });
    expect(exception).toBeDefined();
    expect(rest).toEqual(open);
  });

  it('have names that Kubernetes takes, for every code', () => {
    const names = FINDING_CODES.flatMap(({ code }) =>
      Object.values(exceptionAnnotations(code)).map(name => name.split('/')),
    );
    const wrong = names.filter(
      ([domain, name, ...more]) =>
        more.length > 0 ||
        !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(domain) ||
        !/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(name),
    );
    expect(wrong).toEqual([]);
  });
});

describe('lastMomentOf', () => {
  it('knows every day, and nothing else', () => {
    const day = fc
      .date({
        min: new Date('0001-01-01'),
        max: new Date('9999-12-31'),
        noInvalidDate: true,
      })
      .map(date => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, text => {
        expect(lastMomentOf(text)?.toISOString()).toBe(`${text}T23:59:59.999Z`);
      }),
    );
    fc.assert(
      fc.property(fc.string(), text => {
        fc.pre(!/^\d{4}-\d\d-\d\d$/.test(text));
        expect(lastMomentOf(text)).toBeUndefined();
      }),
    );
  });
});
