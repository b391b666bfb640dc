import type { Tier } from '../types';

/** Figures that a tier stands for. */
type Preset = {
  timeout: string;
  attempts: number;
  maxConnections: number;
  maxPendingRequests: number;
  /** Milliseconds that 99 of 100 requests have to be answered in. */
  latency: number;
};

export const TIERS: Record<Tier, Preset> = {
  standard: {
    timeout: '3s',
    attempts: 2,
    maxConnections: 100,
    maxPendingRequests: 100,
    latency: 1000,
  },
  internal: {
    timeout: '10s',
    attempts: 2,
    maxConnections: 100,
    maxPendingRequests: 100,
    latency: 5000,
  },
  pci: {
    timeout: '4s',
    attempts: 1,
    maxConnections: 50,
    maxPendingRequests: 50,
    latency: 1000,
  },
  'external-facing': {
    timeout: '5s',
    attempts: 1,
    maxConnections: 100,
    maxPendingRequests: 100,
    latency: 1000,
  },
};
