export { AnswerState } from './AnswerState';
export { QueryState } from './QueryState';
