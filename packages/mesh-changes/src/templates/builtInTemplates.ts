import { edgeTemplates } from './edges';
import { onboardingTemplates } from './onboarding';
import { readinessTemplates } from './readiness';
import { securityTemplates } from './security';
import { trafficTemplates } from './traffic';
import type { ChangeTemplate } from './types';

/** The templates that come with the portal. @public */
export const builtInTemplates: readonly ChangeTemplate[] = [
  ...trafficTemplates,
  ...securityTemplates,
  ...edgeTemplates,
  ...onboardingTemplates,
  ...readinessTemplates,
];
