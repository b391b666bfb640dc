import type { ThemeProps } from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import { AddButton } from './AddButton';
import { CheckboxWidget } from './CheckboxWidget';
import { DateTimeWidget } from './DateTimeWidget';
import { Description } from './Description';
import { Field } from './Field';
import type { FieldContext } from './FieldContext';
import { Group } from './Group';
import { List } from './List';
import { SelectWidget } from './SelectWidget';
import { TextInput } from './TextInput';
import { TextWidget } from './TextWidget';

/** Draws a JSON schema with the components of the portal. */
export const formTheme: ThemeProps<
  Record<string, unknown>,
  RJSFSchema,
  FieldContext
> = {
  widgets: { CheckboxWidget, DateTimeWidget, SelectWidget, TextWidget },
  templates: {
    ArrayFieldTemplate: List,
    BaseInputTemplate: TextInput,
    ButtonTemplates: { AddButton },
    DescriptionFieldTemplate: Description,
    FieldErrorTemplate: () => null,
    FieldTemplate: Field,
    ObjectFieldTemplate: Group,
  },
};
