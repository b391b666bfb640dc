// `npm run portal`: installs, builds and starts the portal with its embedded platform.
import { runUnderToolchain } from './toolchain.mjs';

runUnderToolchain('portal/run.mjs', process.argv.slice(2));
