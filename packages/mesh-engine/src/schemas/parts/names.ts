import { integer, text } from '../schema';

const SUBDOMAIN =
  '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';

/** Group of an API; empty for the core group. */
export const group = text({ pattern: `^$|^${SUBDOMAIN}$`, max: 253 });

export const kind = text({
  pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$',
  min: 1,
  max: 63,
});

export const objectName = text({ min: 1, max: 253 });

export const namespaceName = text({
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  min: 1,
  max: 63,
});

/** A name as DNS has it. */
export const subdomain = text({ pattern: `^${SUBDOMAIN}$`, min: 1, max: 253 });

/** A name as DNS has it, of which the first part may be a wildcard. */
export const hostname = text({
  pattern: `^(\\*\\.)?${SUBDOMAIN}$`,
  min: 1,
  max: 253,
});

export const port = integer({ min: 1, max: 65535 });
