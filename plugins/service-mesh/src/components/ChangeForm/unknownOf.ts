import type { ChangeEffect } from '@ecotrack/backstage-plugin-service-mesh-common';

/** What of the effect is not known, as one text: an acknowledgement holds for it and for nothing else. Empty when all is known. */
export const unknownOf = ({ known, unknown = [] }: ChangeEffect): string =>
  known ? '' : JSON.stringify(unknown);
