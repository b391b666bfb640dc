import { setFlagsFromString } from 'node:v8';

// A command lives for a second: small young generations take a third less memory and hardly more time.
setFlagsFromString('--max-semi-space-size=4');
setFlagsFromString('--semi-space-growth-factor=1');
