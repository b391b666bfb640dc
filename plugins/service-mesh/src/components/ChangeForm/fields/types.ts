import type {
  ArrayFieldTemplateItemType,
  ArrayFieldTemplateProps,
  BaseInputTemplateProps,
  DescriptionFieldProps,
  FieldTemplateProps,
  IconButtonProps,
  ObjectFieldTemplateProps,
  RJSFSchema,
  WidgetProps as RjsfWidgetProps,
  WrapIfAdditionalTemplateProps,
} from '@rjsf/utils';
import type { FieldContext } from './FieldContext';

type Values = Record<string, unknown>;

export type WidgetProps = RjsfWidgetProps<Values, RJSFSchema, FieldContext>;
export type InputProps = BaseInputTemplateProps<
  Values,
  RJSFSchema,
  FieldContext
>;
export type ButtonProps = IconButtonProps<Values, RJSFSchema, FieldContext>;
export type DescriptionProps = DescriptionFieldProps<
  Values,
  RJSFSchema,
  FieldContext
>;
export type FieldProps = FieldTemplateProps<Values, RJSFSchema, FieldContext>;
export type GroupProps = ObjectFieldTemplateProps<
  Values,
  RJSFSchema,
  FieldContext
>;
export type ListProps = ArrayFieldTemplateProps<
  Values,
  RJSFSchema,
  FieldContext
>;
export type ListEntryProps = ArrayFieldTemplateItemType<
  Values,
  RJSFSchema,
  FieldContext
>;
export type NamedEntryProps = WrapIfAdditionalTemplateProps<
  Values,
  RJSFSchema,
  FieldContext
>;
