import * as fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { isShared, manifestsOf } from '../../__testUtils__/shared';
import { readPlain } from './readPlain';
import { splitDocuments } from './splitDocuments';

/** What is read as plain; undefined where it is left to the full parser. */
function claimOf(text: string): unknown {
  const plain = readPlain(text);
  return plain && { value: plain.value ?? null };
}

/** What the full parser says of text that is read as plain. */
function truthOf(text: string): unknown {
  if (!readPlain(text)) {
    return undefined;
  }
  const document = parseDocument(text, { merge: true, uniqueKeys: true });
  return document.errors.length > 0
    ? document.errors
    : { value: document.toJS() ?? null };
}

const MANIFEST = `# comment
apiVersion: v1 # trailing
kind: ConfigMap
metadata:
  name: "a \\"quoted\\" name"
  labels: { app: shop, 'it''s': [1, two, "3"] }

  annotations:
    8080: port
    url: http://example.com:80/a#b
data:
  mesh: |-
    a: b

      # kept
    c: d
  text: |
    one
items:
- a: 1
  b:
  - - x
    - -1
  -
    c: ~
- false
-
last: 1.50
`;

describe('readPlain', () => {
  it('reads the manifests of the wild as the full parser does', () => {
    const plain = readPlain(MANIFEST);
    expect(plain?.value).toBeUndefined();
    const manifest = MANIFEST.replace('    - -1\n', '');
    expect(claimOf(manifest)).toBeDefined();
    expect(claimOf(manifest)).toEqual(truthOf(manifest));
    const { start, items } = readPlain(manifest)!;
    expect(MANIFEST.slice(start).startsWith('apiVersion')).toBe(true);
    expect(items).toHaveLength(3);
  });

  it.each([
    'a: b\n  c',
    'a: "b\n  c"',
    'a: [b,\n  c]',
    'a: &x b\nc: *x',
    'a: !!str 1',
    'a: 1\na: 2',
    '? a\n: b',
    'a: >\n  b',
    'a: b: c',
    'a:\tb',
    'a: 0x1f',
    'a: 1e3',
    'a: .inf',
    'null: a',
    '__proto__: a',
    'constructor: a',
    '<<: {a: b}',
    'a: - b',
    '  a: 1\n b: 2',
    'a:\n    b: 1\n  c: 2',
    'text',
    'a: @b',
    '{a: b',
    'a: [b] c',
    'a: |2\n   b\n',
    'a: |\n\n      \n  b\n',
    'a: {b}',
    'a: [b: c]',
    `${'- '.repeat(500)}a`,
  ])('leaves to the full parser what is not plain: %j', text => {
    expect(readPlain(text)).toBeUndefined();
  });

  it.each([
    '',
    '# only\n',
    'a: b #c',
    'a: b#c',
    'a:\n\n  # d\n  b: 1\n# e\nc:',
    'a:\n- b\n- c: 1\n  d: 2\ne: f',
    'a: {}\nb: []\nc: {d: [{e: f}]}',
    'a: |\n    x\n  # comment\nb: 1\n',
    'a: |-\n  x\n\n\nb: 1\n',
    'a: 012',
    'a: 1.10.2\nb: 10m\nc: -x\nd: +\ne: 2020-01-01\nf: yes',
    "a: ''\nb: \"\"\nc: 'x: y'",
  ])('agrees with the full parser on %j', text => {
    expect(claimOf(text)).toEqual(truthOf(text));
  });

  it('agrees with the full parser on whatever it reads', () => {
    const piece = fc.constantFrom(
      ...['a', 'b', '"c"', "'d'", '1', '-1', '~', 'true', '#', '|', '>', '&a'],
      ...[': ', ':', '- ', '-', '  ', ' ', '\n', '\n  ', '\n    ', '{', '}'],
      ...['[', ']', ', ', ',', '.5', '0o7', '!', '?', '*a', '\\', '%', '\t'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), pieces => {
        const text = pieces.join('');
        expect(claimOf(text)).toEqual(truthOf(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('agrees with the full parser on what is written by it', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('a', 'x: y', '- z', '# c', 'l1\nl2\n', ' lead', '007'),
    );
    const value = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(text, value), fc.boolean(), (object, flow) => {
        const written = stringify(object, {
          collectionStyle: flow ? 'flow' : 'block',
        });
        expect(claimOf(written)).toEqual(truthOf(written));
      }),
      { numRuns: 1000 },
    );
  });
});

(isShared('data') ? describe : describe.skip)('shared data', () => {
  it('is read mostly, as the full parser reads it', () => {
    const texts = manifestsOf('data').flatMap(file =>
      splitDocuments(file.text).map(({ text }) => text),
    );
    expect(texts.map(claimOf)).toEqual(texts.map(truthOf));
    expect(texts.filter(readPlain).length / texts.length).toBeGreaterThan(0.5);
  });
});
