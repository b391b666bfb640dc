import type {
  Onboarding,
  OnboardingStep,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { live } from './live';

/** A step that is done, with its evidence. */
export function aStep(more: Partial<OnboardingStep> = {}): OnboardingStep {
  return {
    id: 'traffic',
    title: 'Traffic flows',
    state: 'done',
    says: '12 req/s from order.',
    because: [
      {
        says: '12 req/s from order.',
        query: 'istio_requests_total{destination_service="payment"}',
      },
    ],
    ...more,
  };
}

/** A service that is in the mesh. */
export function anOnboarding(more: Partial<Onboarding> = {}): Onboarding {
  return {
    environment: 'production',
    window: '15m',
    namespace: 'shop',
    service: 'payment',
    says: 'payment is in the mesh: 1 check green.',
    state: 'onboarded',
    steps: [
      aStep({ id: 'proposed', title: 'Proposed', state: 'not-needed' }),
      aStep(),
    ],
    sources: live,
    ...more,
  };
}
