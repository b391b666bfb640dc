export { ChangesPage as default } from './ChangesPage';
export { ChangeCounts } from './ChangeCounts';
export { ChangesTable } from './ChangesTable';
export { ChangeStateMark } from './ChangeStateMark';
export { isAtEnd } from './changeStates';
export { PersonLink } from './PersonLink';
export { PullRequestLink } from './PullRequestLink';
