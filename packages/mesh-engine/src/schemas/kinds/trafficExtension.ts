import { selector } from '../parts/selectors';
import { targetRefs } from '../parts/targetRef';
import { extensionMatch, wasmFields } from '../parts/wasm';
import { atMostOneOf } from '../rules/atMostOneOf';
import {
  integer,
  nullable,
  object,
  required,
  text,
  type Infer,
  type Rule,
} from '../schema';

const wasmOrLua: Rule<{ wasm?: unknown; lua?: unknown }> = {
  apiServer: 'exactly one of wasm or lua must be set',
  message: 'An extension is written in either Wasm or Lua.',
  fix: 'Set one of wasm and lua.',
  judge: ({ wasm, lua }) => (wasm === undefined) !== (lua === undefined),
};

export const trafficExtension = object(
  {
    lua: object({ inlineCode: required(text({ min: 1, max: 65536 })) }),
    match: extensionMatch,
    phase: text({ values: ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'] }),
    priority: nullable(integer()),
    selector,
    targetRefs,
    wasm: object(wasmFields),
  },
  {
    oneOf: [['wasm', 'lua']],
    rules: [
      atMostOneOf(
        ['selector', 'targetRefs'],
        'only one of targetRefs or selector can be set',
      ),
      wasmOrLua,
    ],
  },
);

export type TrafficExtensionSpec = Infer<typeof trafficExtension>;
