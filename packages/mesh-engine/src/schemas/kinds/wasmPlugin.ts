import { selector } from '../parts/selectors';
import { oneAttachment, targetRef, targetRefs } from '../parts/targetRef';
import { extensionMatch, wasmFields } from '../parts/wasm';
import { integer, nullable, object, text, type Infer } from '../schema';

export const wasmPlugin = object(
  {
    ...wasmFields,
    match: extensionMatch,
    phase: text({ values: ['UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS'] }),
    priority: nullable(integer()),
    selector,
    targetRef,
    targetRefs,
  },
  { rules: [oneAttachment] },
);

export type WasmPluginSpec = Infer<typeof wasmPlugin>;
