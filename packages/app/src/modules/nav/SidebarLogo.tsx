import { Link, useSidebarOpenState } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { RiNodeTree } from '@remixicon/react';

export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', height: 72, ml: 3 }}>
      <Link to="/" underline="none" aria-label="EcoTrack mesh portal, home">
        <Box
          component="span"
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: 1.5,
            color: '#ffffff',
            fontWeight: 600,
            whiteSpace: 'nowrap',
          }}
        >
          <RiNodeTree aria-hidden />
          {isOpen && 'EcoTrack mesh'}
        </Box>
      </Link>
    </Box>
  );
}
