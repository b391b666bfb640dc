export { OnboardingPage as default } from './OnboardingPage';
