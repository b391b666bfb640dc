export { UnknownValue } from './UnknownValue';
