import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { AddButton } from './AddButton';
import { Frame } from './Frame';
import { ListEntry } from './ListEntry';
import type { ListProps } from './types';
import { WeightSum } from './WeightSum';

/** The entries of a list; where they carry weights, their sum too. */
export function List(props: ListProps) {
  const { idSchema, title, required, schema, items } = props;
  const { canAdd, onAddClick, formData, registry } = props;
  return (
    <Frame
      id={idSchema.$id}
      title={title}
      required={required}
      description={schema.description}
    >
      <Stack spacing={1.5}>
        {items.map(({ key, ...entry }) => (
          <ListEntry key={key} {...entry} />
        ))}
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 2,
            alignItems: 'center',
          }}
        >
          {canAdd && <AddButton onClick={onAddClick} registry={registry} />}
          <WeightSum schema={schema} entries={formData} />
        </Box>
      </Stack>
    </Frame>
  );
}
