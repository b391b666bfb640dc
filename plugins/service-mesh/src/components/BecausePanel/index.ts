export { BecauseButton, BecauseList } from './BecausePanel';
