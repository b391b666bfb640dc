import type { ChangeTemplate } from '../types';
import { onboardService } from './onboardService';

/** Changes that take services into the mesh. */
export const onboardingTemplates: ChangeTemplate[] = [onboardService];
