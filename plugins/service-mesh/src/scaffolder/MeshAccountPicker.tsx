import type { PairOptions } from './options';
import { PairField } from './PairField';
import type { FieldProps } from './FieldProps';

/** A service account of the chosen environment: `namespace/account`, or an object with both. */
export function MeshAccountPicker(props: FieldProps<PairOptions>) {
  return <PairField {...props} pairKey="serviceAccount" />;
}
