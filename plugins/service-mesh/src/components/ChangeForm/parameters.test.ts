import fc from 'fast-check';
import { fieldProblems } from './fieldProblems';
import { formSchema } from './formSchema';
import { mendingChange } from './mendingChanges';
import {
  givenAfter,
  readGiven,
  sentParameters,
  shownParameters,
  writeGiven,
} from './parameters';
import { withDefaults } from './withDefaults';

const given = fc.dictionary(
  fc.stringMatching(/^[a-z]{1,6}$/),
  fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.array(fc.record({ weight: fc.integer() })),
  ),
);

describe('the parameters of a form', () => {
  it('come back from the URL as they were written', () => {
    fc.assert(
      fc.property(given, value =>
        expect(readGiven(writeGiven(value))).toEqual({ ...value }),
      ),
    );
  });

  it.each(['', 'nonsense', '[1]', '7', 'null', '{"a":'])(
    'are none where the URL holds %s',
    text => expect(readGiven(text)).toEqual({}),
  );

  it('show what somebody changed, over whatever is suggested', () => {
    fc.assert(
      fc.property(given, given, given, (suggested, before, changed) => {
        const shown = shownParameters(suggested, before);
        const wanted = sentParameters(changed);
        const after = givenAfter(before, shown, wanted);
        expect(sentParameters(shownParameters(suggested, after))).toEqual(
          wanted,
        );
      }),
    );
  });

  it('follow the suggestions where nobody gave anything', () => {
    const shown = shownParameters({ service: 'a', weight: 1 }, {});
    const after = givenAfter({}, shown, { service: 'b', weight: 1 });
    expect(after).toEqual({ service: 'b' });
    expect(shownParameters({ weight: 2 }, after)).toEqual({
      service: 'b',
      weight: 2,
    });
  });
});

describe('problems', () => {
  it('find their field, and are hints where nobody gave anything yet', () => {
    const { problems, hints } = fieldProblems(
      [
        { field: 'routes[1].weight', message: 'a' },
        { field: 'labels["app.kubernetes.io/name"]', message: 'b' },
        { field: '', message: 'c' },
        { field: '', message: 'd' },
      ],
      { routes: [] },
    );
    expect([...problems]).toEqual([
      ['root_routes_1_weight', ['a']],
      ['root', ['c', 'd']],
    ]);
    expect([...hints]).toEqual([['root_labels_app.kubernetes.io/name', ['b']]]);
  });
});

describe('defaults', () => {
  const schema = {
    type: 'object',
    required: ['list'],
    properties: {
      share: { type: 'number', default: 100 },
      match: {
        type: 'object',
        required: ['kind', 'name'],
        properties: {
          kind: { type: 'string', default: 'header' },
          name: { type: 'string' },
        },
      },
      list: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { port: { type: 'integer', default: 443 } },
        },
      },
    },
  };

  it('fill what is missing, and make nothing that may be left out', () => {
    expect(withDefaults(schema, {})).toEqual({
      share: 100,
      list: [{ port: 443 }],
    });
    expect(
      withDefaults(schema, { match: { name: 'x' }, list: [] }),
    ).toMatchObject({ match: { kind: 'header', name: 'x' }, list: [] });
    expect(
      withDefaults(schema, { match: { kind: 'header', name: undefined } })
        .match,
    ).toBeUndefined();
  });

  it('leave what was emptied', () => {
    expect(withDefaults(schema, { share: undefined }).share).toBeUndefined();
    expect(
      shownParameters({}, readGiven(writeGiven({ a: { b: undefined } }))),
    ).toEqual({ a: { b: undefined } });
  });
});

describe('the schema of a form', () => {
  it('leaves out what only demands fields, and keeps what can be drawn', () => {
    const anyOf = [{ required: ['a'] }, { required: ['b'] }];
    const oneOf = [{ title: 'One', properties: { c: { anyOf } } }];
    expect(
      formSchema({ type: 'object', anyOf, properties: { d: { oneOf } } }),
    ).toEqual({
      type: 'object',
      properties: { d: { oneOf: [{ title: 'One', properties: { c: {} } }] } },
    });
  });
});

describe('the change that mends a finding', () => {
  const object = { apiVersion: 'v1', kind: 'Namespace', name: 'shop' };

  it('carries what the finding tells', () => {
    expect(mendingChange({ code: 'MESH3401', object })).toMatchObject({
      template: 'injection',
      parameters: { namespace: 'shop' },
    });
    expect(
      mendingChange({
        code: 'MESH3101',
        object: { ...object, kind: 'AuthorizationPolicy', namespace: 'data' },
      }),
    ).toMatchObject({
      template: 'mtls-mode',
      parameters: { namespace: 'data', mode: 'STRICT' },
    });
  });

  it('is none for what no template mends', () => {
    expect(mendingChange({ code: 'MESH0001' })).toBeUndefined();
    expect(mendingChange({ code: 'constructor' })).toBeUndefined();
  });
});
