import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';

const KEYS = [
  ['/', 'search on this page'],
  ['e', 'choose the environment'],
  ['t', 'choose the time window'],
  ['Arrow keys', 'move in the graph'],
  ['Esc', 'close what is open'],
  ['?', 'this list'],
];

/** The list of keys. */
export function ShortcutHelp({
  open,
  onClose,
}: {
  open: boolean;
  onClose: () => void;
}) {
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="mesh-keys">
      <DialogTitle id="mesh-keys">Keys</DialogTitle>
      <DialogContent>
        <dl>
          {KEYS.map(([key, says]) => (
            <div key={key} style={{ display: 'flex', gap: 16 }}>
              <dt style={{ minWidth: 96 }}>
                <kbd>{key}</kbd>
              </dt>
              <dd style={{ margin: 0 }}>{says}</dd>
            </div>
          ))}
        </dl>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
