import { setFlagsFromString } from 'node:v8';

// A command lives for a second: a young generation that stays small takes a third less memory and hardly more time.
setFlagsFromString('--semi-space-growth-factor=1');
