/** A number as Prometheus writes it. */
export const numberText = (value: number) =>
  Number.isFinite(value) || Number.isNaN(value)
    ? String(value)
    : value > 0
    ? '+Inf'
    : '-Inf';
