import type { Field } from '../Field';
import { validateDurations } from '../parts/fields';

/** When hosts are taken out. */
export function validateOutlierDetection(outlier: Field): void {
  validateDurations(outlier, 'baseEjectionTime', 'interval');
  if (outlier.get('consecutiveErrors').number !== 0) {
    outlier
      .get('consecutiveErrors')
      .warn(
        'deprecated',
        'outlier detection consecutive errors is deprecated, use consecutiveGatewayErrors or consecutive5xxErrors instead',
      );
  }
  if (
    !outlier.get('splitExternalLocalOriginErrors').isTrue &&
    outlier.get('consecutiveLocalOriginFailures').number > 0
  ) {
    outlier.error(
      'required',
      'outlier detection consecutive local origin failures is specified, but split external local origin errors is set to false',
      'Set splitExternalLocalOriginErrors to true.',
    );
  }
  for (const name of ['maxEjectionPercent', 'minHealthPercent']) {
    const percent = outlier.get(name);
    if (percent.number < 0 || percent.number > 100) {
      percent.error(
        'range',
        `percentage ${percent.number} is not in range 0..100`,
      );
    }
  }
}
