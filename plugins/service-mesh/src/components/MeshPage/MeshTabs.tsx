import { Link, useLocation, useResolvedPath } from 'react-router-dom';
import Box from '@mui/material/Box';
import { useMeshSearch } from './useMeshLink';

const TABS = [
  ['overview', 'Overview'],
  ['topology', 'Topology'],
  ['mtls', 'mTLS'],
  ['access', 'Access'],
  ['canaries', 'Canaries'],
  ['changes', 'Changes'],
  ['findings', 'Findings'],
  ['catalog', 'Catalog'],
  ['onboarding', 'Onboarding'],
];

/** Tabs that keep the environment and the window. */
export function MeshTabs() {
  const { pathname } = useLocation();
  const base = useResolvedPath('').pathname.replace(/\/$/, '');
  const search = useMeshSearch();
  return (
    <Box
      component="nav"
      aria-label="Mesh pages"
      sx={{
        display: 'flex',
        gap: 1,
        mb: 2,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {TABS.map(([path, title]) => {
        const isCurrent = pathname.startsWith(`${base}/${path}`);
        return (
          <Box
            key={path}
            component={Link}
            to={{ pathname: `${base}/${path}`, search }}
            aria-current={isCurrent ? 'page' : undefined}
            sx={{
              px: 2,
              py: 1,
              color: 'text.primary',
              textDecoration: 'none',
              fontWeight: isCurrent ? 700 : 400,
              borderBottom: 3,
              borderColor: isCurrent ? 'primary.main' : 'transparent',
              '&:hover': { bgcolor: 'action.hover' },
            }}
          >
            {title}
          </Box>
        );
      })}
    </Box>
  );
}
