import { object, required, text, uint32 } from '../schema';

export const portSelector = object({ number: uint32() });

/** A service, a subset of it, and a port. */
export const destination = object({
  host: required(text()),
  port: portSelector,
  subset: text(),
});
