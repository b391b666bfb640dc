import { useId, type ReactNode } from 'react';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useUrlState } from '../../hooks/useUrlState';

/** Parts of a change side by side, one at a time; the URL says which is open. */
export function PreviewTabs({
  tabs,
}: {
  tabs: readonly { id: string; title: string; content: ReactNode }[];
}) {
  const [first] = tabs;
  const prefix = useId();
  const [wanted, setWanted] = useUrlState('tab', first.id);
  const open = tabs.find(({ id }) => id === wanted) ?? first;
  return (
    <>
      <Tabs
        value={open.id}
        onChange={(_, id: string) => setWanted(id)}
        aria-label="Preview"
        sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
      >
        {tabs.map(({ id, title }) => (
          <Tab
            key={id}
            id={`${prefix}${id}`}
            aria-controls={`${prefix}panel`}
            value={id}
            label={title}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`${prefix}panel`}
        aria-labelledby={`${prefix}${open.id}`}
        tabIndex={0}
      >
        {open.content}
      </Box>
    </>
  );
}
