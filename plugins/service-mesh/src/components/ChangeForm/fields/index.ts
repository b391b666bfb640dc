export type { FieldContext } from './FieldContext';
export { formTheme } from './formTheme';
