import { moduleUrl } from '../rules/urls';
import {
  integer,
  list,
  object,
  required,
  struct,
  text,
  type Rule,
} from '../schema';

const inlineValue: Rule<{ value?: string; valueFrom?: string }> = {
  apiServer: 'value may only be set when valueFrom is INLINE',
  message: 'A variable that is taken from the host has no value of its own.',
  fix: 'Remove value, or set valueFrom to INLINE.',
  judge: ({ value, valueFrom }) => valueFrom !== 'HOST' || value === undefined,
};

/** Fields of a Wasm module, wherever it is described. */
export const wasmFields = {
  failStrategy: text({ values: ['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD'] }),
  imagePullPolicy: text({
    values: ['UNSPECIFIED_POLICY', 'IfNotPresent', 'Always'],
  }),
  imagePullSecret: text({ min: 1, max: 253 }),
  pluginConfig: struct(),
  pluginName: text({ min: 1, max: 256 }),
  sha256: text({ pattern: '(^$|^[a-f0-9]{64}$)' }),
  type: text({ values: ['UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK'] }),
  url: required(text({ min: 1, rules: [moduleUrl] })),
  verificationKey: text(),
  vmConfig: object({
    env: list(
      object(
        {
          name: required(text({ min: 1, max: 256 })),
          value: text({ max: 2048 }),
          valueFrom: text({ values: ['INLINE', 'HOST'] }),
        },
        { rules: [inlineValue] },
      ),
      { max: 256, keys: ['name'] },
    ),
  }),
};

/** Traffic that an extension handles. */
export const extensionMatch = list(
  object({
    mode: text({
      values: ['UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER'],
    }),
    ports: list(object({ number: required(integer({ min: 1, max: 65535 })) }), {
      keys: ['number'],
    }),
  }),
);
