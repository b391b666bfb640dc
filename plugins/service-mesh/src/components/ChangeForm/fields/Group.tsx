import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { canExpand } from '@rjsf/utils';
import { AddButton } from './AddButton';
import { Frame } from './Frame';
import type { GroupProps } from './types';

/** The fields of an object. */
export function Group(props: GroupProps) {
  const { idSchema, title, description, properties, required } = props;
  const { schema, uiSchema, formData, registry, onAddClick } = props;
  const fields = (
    <Stack spacing={2}>
      {properties.map(({ name, content }) => (
        <div key={name}>{content}</div>
      ))}
      {canExpand(schema, uiSchema, formData) && (
        <Box>
          <AddButton onClick={onAddClick(schema)} registry={registry} />
        </Box>
      )}
    </Stack>
  );
  return title ? (
    <Frame
      id={idSchema.$id}
      title={title}
      required={required}
      description={description}
    >
      {fields}
    </Frame>
  ) : (
    fields
  );
}
