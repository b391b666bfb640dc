import fc from 'fast-check';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { exampleFiles } from '../__testUtils__/exampleContext';
import { editYaml } from './editYaml';

interface Manifest {
  metadata: { name: string; labels?: Record<string, string> };
}

interface Rule {
  name?: string;
  route: { destination?: Record<string, unknown>; weight?: number }[];
  timeout?: string;
  retries?: { attempts: number };
}

interface Routes {
  metadata: Record<string, unknown>;
  spec: { hosts: string[]; http: Rule[] };
}

const edit = <T = Routes>(text: string, change: (value: T) => unknown) =>
  editYaml(text, 0, change(parseAllDocuments(text)[0].toJS() as T));

const ROUTES = `# Routes of payment
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: payment, namespace: "shop"}   # where it lives
spec:
  hosts: [ 'payment', payment.example.com ]
  http:
  # people who try it
  - match:
    - headers:
        x-canary: { exact: "true" }
    route:
    - destination: { host: payment, subset: v2 }
  - route:   # everybody
    - destination: {host: payment, subset: v1}
      weight: 90   # was 100
    - destination:
        host: payment
        subset: "v2"
      weight: 10

    timeout: 4s
---
kind: Other
`;

describe('editYaml', () => {
  it('changes two numbers and nothing else', () => {
    const edited = edit(ROUTES, value => {
      value.spec.http[1].route[0].weight = 75;
      value.spec.http[1].route[1].weight = 25;
      return value;
    });
    expect(edited).toBe(
      ROUTES.replace('weight: 90', 'weight: 75').replace(
        'weight: 10\n',
        'weight: 25\n',
      ),
    );
  });

  it('adds, removes and replaces in the style of what stands there', () => {
    expect(
      edit(ROUTES, value => {
        value.metadata.labels = { app: 'payment' };
        value.spec.hosts.push('*.example.org');
        value.spec.http[0].route[0].destination!.port = { number: 8080 };
        delete value.spec.http[1].timeout;
        value.spec.http[1].retries = { attempts: 2 };
        value.spec.http.unshift({ name: 'new', route: [{ weight: 1 }] });
        return value;
      }),
    ).toMatchInlineSnapshot(`
      "# Routes of payment
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: payment, namespace: "shop", labels: { app: payment }}   # where it lives
      spec:
        hosts: [ 'payment', payment.example.com, "*.example.org" ]
        http:
        # people who try it
        - name: new
          route:
          - weight: 1
        - match:
          - headers:
              x-canary: { exact: "true" }
          route:
          - destination: { host: payment, subset: v2, port: { number: 8080 } }
        - route:   # everybody
          - destination: {host: payment, subset: v1}
            weight: 90   # was 100
          - destination:
              host: payment
              subset: "v2"
            weight: 10
          retries:
            attempts: 2

      ---
      kind: Other
      "
    `);
  });

  it('keeps the quotes of a text and the line ends of a file', () => {
    const text = 'a: "one"\r\nb: \'two\' # note\r\nc:\r\n  - x\r\n';
    expect(edit(text, () => ({ a: '1', b: "it's", c: ['x', 'z'] }))).toBe(
      "a: \"1\"\r\nb: 'it''s' # note\r\nc:\r\n  - x\r\n  - z\r\n",
    );
  });

  it.each([
    ['an alias', 'a: &x { b: 1 }\nc: *x\n', { a: { b: 1 }, c: { b: 2 } }],
    ['an anchor', 'a: &x { b: 1 }\nc: *x\n', { a: { b: 2 }, c: { b: 1 } }],
    [
      'a merge key',
      'x: &x {b: 1}\na:\n  <<: *x\n  c: 1\n',
      { x: { b: 1 }, a: { b: 1, c: 2 } },
    ],
    ['broken YAML', 'a: [1\n', { a: [2] }],
    ['a document of another kind', '[1]\n', { a: 1 }],
  ])('refuses %s', (_, text, wanted) => {
    expect(() => editYaml(text, 0, wanted)).toThrow(
      expect.objectContaining({ name: 'YamlEditError' }),
    );
  });

  it('puts a text of several lines among the items of a list', () => {
    expect(edit('a:\n  - b: 1\n', () => ({ a: ['x\ny\n', { b: 1 }] }))).toBe(
      'a:\n  - |\n    x\n    y\n  - b: 1\n',
    );
  });

  it('quotes texts that readers of YAML 1.1 take for something else', () => {
    const values = ['on', 'no', 'y', '012', '1_000', '1:30'];
    const edited = edit<Record<string, unknown>>('a: b\n', value => ({
      ...value,
      values,
      on: 'off',
    }));
    expect(
      parse(edited, { version: '1.1' }) as Record<string, unknown>,
    ).toEqual({ a: 'b', values, on: 'off' });
  });

  it('edits any document to any value, comments and all', () => {
    const key = fc.constantFrom('name', 'host', 'a', 'b', 'weight', 'on');
    const scalar = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string(),
      fc.constantFrom('v1', 'yes', '1', 'a: b', '# no', 'two\nlines\n', ''),
    );
    const value = fc.letrec(tie => ({
      node: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        scalar,
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(key, tie('node'), { maxKeys: 5, noNullPrototype: true }),
      ),
    })).node;
    const root = fc.dictionary(key, value, {
      minKeys: 2,
      maxKeys: 5,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(
        root,
        root,
        fc.record({
          indent: fc.constantFrom(2, 4),
          indentSeq: fc.boolean(),
          collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
        }),
        fc.boolean(),
        (before, after, style, crlf) => {
          const wanted = { kept: 1, ...after };
          const plain = stringify({ kept: 1, ...before }, style);
          const lines = /[|>"']/.test(plain)
            ? plain
            : plain.replace(/^( *)(\w+:.*)$/gm, '$1# about\n$1$2 # here');
          const text = crlf ? lines.replace(/\n/g, '\r\n') : lines;
          expect(parse(editYaml(text, 0, wanted))).toEqual(
            parse(stringify(wanted)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves every byte of real manifests that no edit is about', () => {
    const documents = [...exampleFiles()]
      .filter(([path]) => /\.ya?ml$/.test(path))
      .flatMap(([, text]) =>
        parseAllDocuments(text).map((document, index) => ({
          text,
          index,
          value: document.toJS() as Manifest | null,
        })),
      )
      .filter(({ value }) => value?.metadata?.name);
    expect(documents.length).toBeGreaterThan(100);
    for (const { text, index, value } of documents) {
      const metadata = {
        ...value!.metadata,
        labels: { ...value!.metadata.labels, 'edited-by': 'test' },
      };
      const there = editYaml(text, index, { ...value, metadata });
      const lines = text.split('\n');
      const added = there.split('\n').filter(line => !lines.includes(line));
      expect(added.length).toBeLessThanOrEqual(2);
      expect(there).toContain('edited-by');
      expect(editYaml(there, index, value)).toBe(text);
    }
  });
});
