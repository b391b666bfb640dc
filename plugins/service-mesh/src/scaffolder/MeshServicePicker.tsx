import type { PairOptions } from './options';
import { PairField } from './PairField';
import type { FieldProps } from './FieldProps';

/** A service of the chosen environment: `namespace/service`, or an object with both. */
export function MeshServicePicker(props: FieldProps<PairOptions>) {
  return <PairField {...props} pairKey="service" />;
}
