import { exampleContext } from '../../../__testUtils__/exampleContext';
import { refusal } from '../__testUtils__/planned';

const PRODUCTION = exampleContext('ecotrack/overlays/production');
const PRODUCTS = { namespace: 'ecotrack', service: 'product-service' };

describe('what rules do', () => {
  it.each([
    {
      id: 'fault-injection',
      parameters: {},
      field: 'delay',
      message: 'Set a delay, an abort or both.',
    },
    {
      id: 'fault-injection',
      parameters: { abort: { percentage: 5 } },
      field: 'abort',
      message: 'Set the HTTP status or the gRPC status, one of the two.',
    },
    {
      id: 'retries',
      parameters: { attempts: 0, perTryTimeout: '1s' },
      field: 'attempts',
      message:
        'Without attempts there is nothing to wait for or to retry on. Leave the other fields empty.',
    },
    {
      id: 'mirror',
      parameters: {},
      field: 'version',
      message: 'Name the version that gets the copies.',
    },
    {
      id: 'rewrite',
      parameters: { path: { kind: 'prefix', value: '/old' }, toPath: '/' },
      field: 'toPath',
      message:
        'Only the beginning /old is replaced, so the slash after it would be doubled or lost. End both with a slash, or none.',
    },
    {
      id: 'redirect',
      parameters: { path: { kind: 'prefix', value: '/a' }, toPath: '/a/b' },
      field: 'toPath',
      message:
        '/a/b begins with /a itself, so it would be redirected for ever. Choose another path, or exact.',
    },
    {
      id: 'redirect',
      parameters: { path: { kind: 'exact', value: '/a' } },
      field: 'toPath',
      message: 'Name what changes: the path, the host or the scheme.',
    },
    {
      id: 'request-headers',
      parameters: {
        request: { set: [{ name: 'x-a', value: '1' }], remove: ['X-A'] },
      },
      field: 'request.remove[0]',
      message: 'X-A is named twice. Say one thing about each header.',
    },
    {
      id: 'request-headers',
      parameters: { request: { set: [{ name: 'Host', value: 'a' }] } },
      field: 'request.set[0].name',
      message: 'The host is changed by a rewrite. Use the template rewrite.',
    },
  ])('$id refuses $parameters', ({ id, parameters, field, message }) => {
    expect(refusal(id, { ...PRODUCTS, ...parameters }, PRODUCTION)).toEqual({
      field,
      message,
    });
  });
});
