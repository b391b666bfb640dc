import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { canExpand } from '@rjsf/utils';
import { AddButton } from './AddButton';
import { Frame } from './Frame';
import type { GroupProps } from './types';

const BELOW = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'minmax(0, 1fr)',
};
const SIDE_BY_SIDE = {
  display: 'grid',
  gap: 1,
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 130px), 1fr))',
};

/** The fields of an object: below each other, or side by side where it is an entry of a list. */
export function Group(props: GroupProps) {
  const { idSchema, title, description, properties, required } = props;
  const { schema, uiSchema, formData, registry, onAddClick } = props;
  const isEntry = !title && idSchema.$id !== 'root';
  const fields = (
    <Stack spacing={2}>
      <Box sx={isEntry ? SIDE_BY_SIDE : BELOW}>
        {properties.map(({ name, content }) => (
          <div key={name}>{content}</div>
        ))}
      </Box>
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
