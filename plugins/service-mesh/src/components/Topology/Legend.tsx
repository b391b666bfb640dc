import Box from '@mui/material/Box';

/** What the signs of the graph mean; closed until wanted. */
export function Legend() {
  return (
    <Box
      component="details"
      sx={{
        position: 'absolute',
        top: 8,
        left: 8,
        zIndex: 5,
        px: 1.5,
        py: 0.5,
        borderRadius: 1,
        border: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        fontSize: 13,
      }}
    >
      <summary>Legend</summary>
      <ul style={{ paddingLeft: 16, margin: '4px 0' }}>
        <li>Ring: red arc is the share of failed requests</li>
        <li>Dashed ring: health unknown</li>
        <li>Line width: requests per second, logarithmic</li>
        <li>Dashed line: plain TCP</li>
        <li>
          Lock on a line: encryption that the server observed; open is
          plaintext, a question mark is unknown, closed shows when pointed at
        </li>
        <li>Shaded rectangle: namespace; its title closes it</li>
        <li>Dashed box: closed namespace, with what it adds up to</li>
      </ul>
    </Box>
  );
}
