import fc from 'fast-check';
import {
  formatAge,
  formatBytes,
  formatCores,
  formatDuration,
  formatLatency,
  formatRate,
  formatShare,
} from './format';

describe('format', () => {
  it.each([
    [formatRate, 1234, '1.2k req/s'],
    [formatRate, 1000, '1.0k req/s'],
    [formatRate, 187.4, '187 req/s'],
    [formatRate, 2.14, '2.1 req/s'],
    [formatRate, 0, '0 req/s'],
    [formatShare, 0.00423, '0.42 %'],
    [formatShare, 0.041, '4.1 %'],
    [formatShare, 0.987, '98.7 %'],
    [formatShare, 1, '100 %'],
    [formatShare, 0, '0 %'],
    [formatShare, 1.2e-9, '0.00000012 %'],
    [formatLatency, 87.4, '87 ms'],
    [formatLatency, 0.52, '0.52 ms'],
    [formatLatency, 1234, '1234 ms'],
    [formatLatency, 12_340, '12.3 s'],
    [formatBytes, 999, '999 B'],
    [formatBytes, 1_420_000, '1.4 MB'],
    [formatCores, 0.12, '120 m'],
    [formatCores, 1.5, '1.5 cores'],
  ])('%p of %p is %p', (format, value, text) => {
    expect(format(value)).toBe(text);
  });

  it.each([formatRate, formatShare, formatLatency, formatBytes, formatCores])(
    '%p says unknown, never zero, when there is no value',
    format => {
      expect(format(null)).toBe('unknown');
      expect(format(undefined)).toBe('unknown');
    },
  );

  it('says ages and times to come in their largest unit', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(formatAge('2026-11-21T09:00:00Z', now)).toBe('3 h ago');
    expect(formatAge('2026-11-21T11:59:48Z', now)).toBe('12 s ago');
    expect(formatAge('2026-11-21T23:00:00Z', now)).toBe('in 11 h');
    expect(formatAge('2026-11-28T12:00:00Z', now)).toBe('in 7 d');
    expect(formatDuration(0)).toBe('0 s');
  });

  it('keeps the order of shares as far as two digits tell them apart', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          expect(Number.parseFloat(formatShare(low))).toBeLessThanOrEqual(
            Number.parseFloat(formatShare(high)),
          );
        },
      ),
    );
  });
});
