import { validateExportTo } from '../parts/exportTo';
import { validateLabels } from '../parts/labels';
import { validateSelector } from '../parts/selector';
import { subsetNameProblem } from '../routes/destination';
import { validateTrafficPolicy } from '../traffic/trafficPolicy';
import { wildcardHostProblem } from '../values/hosts';
import type { ObjectOfKind } from './types';

export function validateDestinationRule({
  spec,
  namespace,
}: ObjectOfKind): void {
  const host = spec.get('host');
  const selector = spec.get('workloadSelector');
  host.refuse('host', wildcardHostProblem(host.text));
  validateTrafficPolicy(spec.get('trafficPolicy'));
  const names = new Set<string>();
  for (const subset of spec.get('subsets').items) {
    const name = subset.get('name');
    if (!subset.isSet) {
      subset.error('required', 'subset may not be null');
      continue;
    }
    if (names.has(name.text)) {
      name.error('duplicate', `duplicate subset names: ${name.text}`);
    }
    names.add(name.text);
    name.refuse('name', subsetNameProblem(name.text));
    validateLabels(subset.get('labels'));
    validateTrafficPolicy(subset.get('trafficPolicy'));
  }
  validateExportTo(spec.get('exportTo'), namespace, {
    hasSelector: selector.isSet,
  });
  validateSelector(selector);
}
