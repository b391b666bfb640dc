import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { RiAddLine } from '@remixicon/react';
import type { ObservedCaller } from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatRate } from '../../lib/format';
import { isMap } from './isMap';

type Callers = readonly unknown[];

const isNamed = (
  callers: Callers,
  { namespace, serviceAccount }: ObservedCaller,
) =>
  callers.some(
    caller =>
      isMap(caller) &&
      caller.namespace === namespace &&
      (caller.serviceAccount === undefined ||
        caller.serviceAccount === serviceAccount),
  );

/** Who is seen calling the service and is not among the callers yet; one press adds each. */
export function ObservedCallers({
  observed,
  callers,
  onCallers,
}: {
  observed: readonly ObservedCaller[];
  callers: Callers;
  onCallers: (callers: Callers) => void;
}) {
  const left = observed.filter(each => !isNamed(callers, each));
  if (left.length === 0) {
    return null;
  }
  return (
    <Box component="section" aria-label="Seen calling it">
      <Typography variant="body2" component="p">
        Seen calling it in the last 15 min, and not among the callers:
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {left.map(({ namespace, serviceAccount, requestRate }) => (
          <Box
            component="li"
            key={`${namespace}/${serviceAccount}`}
            sx={{ display: 'flex', alignItems: 'center', gap: 1, pt: 0.5 }}
          >
            <span>
              {serviceAccount} ({namespace}), {formatRate(requestRate)}
            </span>
            <Button
              size="small"
              variant="outlined"
              startIcon={<RiAddLine size={16} aria-hidden />}
              aria-label={`Add ${serviceAccount} of ${namespace} to the callers`}
              onClick={() =>
                onCallers([...callers, { namespace, serviceAccount }])
              }
            >
              Add
            </Button>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
