import { contentsOf } from './contentsOf';

const ROUTES = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\n';
const GATEWAY =
  'kind: Gateway\nspec:\n  tls:\n    certificateRefs:\n      - kind: Secret\n        name: shop\n';

describe('contentsOf', () => {
  it.each([ROUTES, GATEWAY, 'kind: SecretStore\n', ''])(
    'gives the text of %j',
    after => {
      expect(contentsOf([{ path: 'a.yaml', before: 'x', after }])).toEqual(
        new Map([['a.yaml', after]]),
      );
    },
  );

  it.each([
    `${ROUTES}---\nkind: Secret\nstringData: { password: hidden }\n`,
    '{\n  "kind": "Secret",\n  "data": {}\n}\n',
    'kind: List\nitems:\n  - kind: Secret\n',
    'kind: "Secret"\n',
    undefined,
  ])('gives nothing of %j', after => {
    expect(
      contentsOf([{ path: 'a.yaml', before: 'x', after }]).has('a.yaml'),
    ).toBe(false);
  });
});
